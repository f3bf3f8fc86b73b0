// UTF-8 as the Encoding Standard's TextDecoder reads it.
#pragma once

#include <string>
#include <string_view>

namespace db {

bool is_utf8(std::string_view text);

// Every longest piece that begins a character but does not finish it, and every other stray byte, becomes U+FFFD.
std::string repair_utf8(std::string_view text);

}  // namespace db
