"""Stand-in for the build backend of imgui-bundle; see build.py."""
