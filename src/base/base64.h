// Base64 with padding (RFC 4648, section 4).
#pragma once

#include <string>

#include "base/bytes.h"

namespace db {

std::string base64(Bytes bytes);

}  // namespace db
