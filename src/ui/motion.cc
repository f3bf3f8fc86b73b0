#include "ui/motion.h"

#include <algorithm>

namespace db {

float move_to(Context& context, std::string_view id, float target, float secs) {
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID(id.data(), id.data() + id.size());
  float from = storage->GetFloat(key, target);
  float to = storage->GetFloat(key + 1, target);
  float start = storage->GetFloat(key + 2, -1e6f);
  const auto now = static_cast<float>(context.now_secs);
  const auto value = [&] {
    const float t = std::clamp((now - start) / secs, 0.0f, 1.0f);
    const float rest = 1 - t;
    return to + (from - to) * rest * rest * rest;
  };
  if (to != target) {
    from = value();
    to = target;
    start = now;
    storage->SetFloat(key, from);
    storage->SetFloat(key + 1, to);
    storage->SetFloat(key + 2, start);
  }
  storage->SetFloat(key + 1, to);
  if (context.reduced_motion || now - start >= secs) return target;
  context.animate();
  return value();
}

float fade_in(Context& context, float secs) {
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("##fade");
  const auto now = static_cast<float>(context.now_secs);
  if (ImGui::IsWindowAppearing()) storage->SetFloat(key, now);
  const float t = (now - storage->GetFloat(key, -1e6f)) / secs;
  if (context.reduced_motion || t >= 1) return 1;
  context.animate();
  const float rest = 1 - std::max(t, 0.0f);
  return 1 - rest * rest * rest;
}

}  // namespace db
