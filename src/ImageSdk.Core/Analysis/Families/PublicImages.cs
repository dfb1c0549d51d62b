using ImageSdk.References;

namespace ImageSdk.Analysis.Families;

/// <summary>
/// Images that everybody can pull: a directory of the same name does not build them. Sources: the list of official images
/// (github.com/docker-library/official-images/tree/master/library) and the registries of the vendors.
/// </summary>
internal static class PublicImages
{
    private static readonly HashSet<string> Official = new(StringComparer.Ordinal)
    {
        "adminer", "almalinux", "alpine", "amazoncorretto", "amazonlinux", "archlinux", "buildpack-deps", "busybox", "caddy",
        "cassandra", "centos", "clojure", "composer", "consul", "couchbase", "couchdb", "dart", "debian", "docker",
        "eclipse-mosquitto", "eclipse-temurin", "elasticsearch", "elixir", "erlang", "fedora", "flink", "gcc", "ghost", "golang",
        "gradle", "groovy", "haproxy", "haskell", "hello-world", "httpd", "ibmjava", "influxdb", "jetty", "jruby", "julia",
        "kibana", "kong", "logstash", "mariadb", "maven", "memcached", "mongo", "mongo-express", "mysql", "nats", "neo4j",
        "nginx", "node", "openjdk", "oraclelinux", "percona", "perl", "photon", "php", "postgres", "pypy", "python", "r-base",
        "rabbitmq", "redis", "redmine", "registry", "rethinkdb", "rockylinux", "ruby", "rust", "sapmachine", "solr", "sonarqube",
        "spark", "spiped", "storm", "swift", "telegraf", "tomcat", "traefik", "ubuntu", "varnish", "vault", "wordpress",
        "zookeeper",
    };

    private static readonly HashSet<string> VendorsOnDockerHub = new(StringComparer.Ordinal)
    {
        "apache", "bitnami", "circleci", "condaforge", "continuumio", "docker", "google", "grafana", "hashicorp", "huggingface",
        "intel", "jupyter", "mambaorg", "mcr", "moby", "nvidia", "ollama", "openvino", "prom", "pytorch", "rayproject", "rocm",
        "tensorflow", "tonistiigi", "vllm",
    };

    private static readonly string[] VendorRegistries =
        ["nvcr.io", "mcr.microsoft.com", "registry.access.redhat.com", "registry.redhat.io", "public.ecr.aws", "registry.k8s.io",
            "docker.elastic.co", "cgr.dev"];

    private static readonly string[] VendorRepositories =
    [
        "gcr.io/distroless/", "ghcr.io/astral-sh/", "ghcr.io/huggingface/", "ghcr.io/ggml-org/", "quay.io/pypa/",
    ];

    /// <summary>Whether the image is one that everybody can pull.</summary>
    public static bool Contain(ImageReference image)
    {
        var path = image.Path.Split('/');
        return VendorRegistries.Contains(image.Domain)
            || VendorRepositories.Any(repository => image.Repository.StartsWith(repository, StringComparison.Ordinal))
            || (image.Domain == "docker.io"
                && (path[0] == "library" ? Official.Contains(path[^1]) : VendorsOnDockerHub.Contains(path[0])));
    }
}
