#!/usr/bin/env python3
"""Cut the saving and restoring of GL state out of ImGui's OpenGL 3 backend.

usage: cut_state_backup.py imgui_impl_opengl3.cpp OUT

ImGui_ImplOpenGL3_RenderDrawData asks for 14 pieces of GL state a frame to restore them afterwards. In WebGL each is a
round trip that waits for all queued GPU work: 1.0 of the 1.3 ms that a frame's GL calls cost. The context is ours and
whoever draws in it sets what it needs, so both blocks go. Fails unless exactly the blocks that were reviewed are there.
"""
import hashlib
import sys

# First line, the line after the block, sha256 of the block, what stays of it.
BLOCKS = [
    ("    // Backup GL state\n    GLenum last_active_texture;",
     "    // Support for GL 4.5 rarely used glClipControl",
     "af11aab41576d8a4075983849a890565b2382c077d7af4a8e4f402f9eeb2d70f",
     "    glActiveTexture(GL_TEXTURE0);\n\n"),
    ("    // Restore modified GL state\n    // This \"glIsProgram()\" check",
     "    (void)bd; // Not all compilation paths use this\n",
     "665946ff8866e7a8cdcb62cbd61bb3340080e5affed9eeb764f1f3e2ae2785da",
     "    glDisable(GL_SCISSOR_TEST); // so that the next glClear reaches the whole canvas\n"),
]

source, out = sys.argv[1:]
with open(source, encoding="utf-8", newline="\n") as f:
    text = f.read()
for first, after, digest, instead in BLOCKS:
    if text.count(first) != 1:
        sys.exit(f"{source}: {text.count(first)} places begin with {first!r}; expected one. Review this patch.")
    begin = text.index(first)
    end = text.find(after, begin)
    if end < 0:
        sys.exit(f"{source}: no {after!r} after {first!r}. Review this patch.")
    found = hashlib.sha256(text[begin:end].encode()).hexdigest()
    if found != digest:
        sys.exit(f"{source}: the block from {first!r} has sha256 {found}, reviewed was {digest}. Review this patch.")
    text = text[:begin] + instead + text[end:]
with open(out, "w", encoding="utf-8", newline="\n") as f:
    f.write(text)
