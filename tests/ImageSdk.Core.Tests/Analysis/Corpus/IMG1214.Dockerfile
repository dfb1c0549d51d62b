# case: no version
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda install -y numpy

# case: some of them, once for each command
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda install -y -c conda-forge python=3.11 numpy ffmpeg scipy && conda clean -afy

# case: a lower limit and a channel
FROM condaforge/miniforge3:24.3.0-0
# expect
RUN mamba install -y "numpy>=1.26"
# expect
RUN mamba install -y conda-forge::ffmpeg

# case: a new environment
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda create -y -n asr python

# case: versions
FROM continuumio/miniconda3:24.7.1-0
RUN conda install -y numpy=1.26 "scipy==1.13" "pandas<3" conda-forge::ffmpeg=6.1 "python=3.11.*"
RUN conda install -y "numpy 1.26.*"

# case: files and addresses
FROM continuumio/miniconda3:24.7.1-0
RUN conda install -y --file packages.txt
RUN conda create -y -n asr --file explicit.lock
RUN conda env create -f environment.yml
RUN conda install -y ./x-1.0-0.conda https://example.com/y-1.0-0.tar.bz2

# case: conda itself and installers
FROM continuumio/miniconda3:24.7.1-0
RUN conda install -y conda pip setuptools
RUN conda update -y --all
RUN conda install -y mamba

# case: for development
FROM continuumio/miniconda3:24.7.1-0 AS dev
RUN conda install -y ipython
FROM scratch
COPY --from=dev /x /x

# case: a version that only the build knows
FROM continuumio/miniconda3:24.7.1-0
ARG NUMPY
RUN conda install -y numpy=$NUMPY
RUN conda remove -y numpy
