# The browsers' drivers, from npm. Sourced by tools/setup.
# shellcheck shell=bash
