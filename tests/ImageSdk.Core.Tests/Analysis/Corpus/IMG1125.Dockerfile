# case: dnf and yum
FROM rockylinux:9
# expect
RUN dnf install git
# expect
RUN yum install git
# expect
RUN dnf -q upgrade

# case: in one of several commands
FROM fedora:41
# expect
RUN dnf install --setopt=install_weak_deps=False git \
 && dnf clean all

# case: exec form
FROM fedora:41
# expect
RUN ["dnf", "install", "git"]

# case: answered
FROM rockylinux:9
RUN dnf install -y git
RUN dnf -y install git
RUN dnf -qy install git
RUN dnf --assumeyes install git
RUN yum install git --setopt=assumeyes=1
RUN yes | dnf install git
RUN dnf install git < /answers

# case: configured
FROM rockylinux:9
RUN echo assumeyes=True >> /etc/dnf/dnf.conf
RUN dnf install git

# case: nothing is asked
FROM rockylinux:9
RUN dnf clean all
RUN dnf makecache
RUN dnf install

# case: microdnf and apk do not ask
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
RUN microdnf install tar
RUN apk add curl

# case: options that only the build knows
FROM rockylinux:9
RUN dnf install $OPTIONS git

# case: conda goes on without an answer
FROM continuumio/miniconda3:24.7.1-0
RUN conda install git=2
