#pragma once

#include "reading/readrequest.h"

#include <optional>
#include <vector>

namespace ic {

/// A part of what is to be read, of which it is known whether everybody in it is correlated: the
/// records do not say it.
struct CorrelationPart
{
    ReadRequest who = {};
    std::optional<bool> correlated = {}; ///< nullopt: chosen ids, of whom nothing is known
};

/// The request in such parts, in the order in which they are to be read: at most two, which have
/// nobody in common at any one moment.
std::vector<CorrelationPart> partsByCorrelation(const ReadRequest& request);

} // namespace ic
