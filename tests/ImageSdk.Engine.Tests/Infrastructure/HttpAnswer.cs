namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>What a <see cref="HttpServer"/> answers.</summary>
public sealed record HttpAnswer(int Status, string Body = "", string ContentType = "application/json", params (string Name, string Value)[] Headers);
