#!/bin/sh
exec ffmpeg "$@"
