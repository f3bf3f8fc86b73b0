# Every file that includes imgui.h, implot.h or implot3d.h, theirs and ours, must see the same of these.
set(DROPBOARD_IMGUI_DEFINES
  "ImDrawIdx=unsigned int"           # WebGL has no base vertex: 16 bits are not enough for one long plot
  IMGUI_IMPL_OPENGL_ES3
  IMGUI_USE_WCHAR32                  # emoji and every script beyond U+FFFF
  IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
