// Inspect: every file that came in, every run, every tag of every kind, and what a person should know about them. Shows
// also what no dashboard shows yet, and says so. Virtualised: 10,000 files are fine.
#pragma once

#include <memory>

#include "dashboards/dashboard.h"

namespace db {

std::unique_ptr<Dashboard> make_inspect();

}  // namespace db
