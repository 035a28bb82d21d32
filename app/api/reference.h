#pragma once

#include <QString>

namespace ic {

/// BaseReferenceDto: a pointer to another object of the tenant. `type` is an open set of words.
struct Reference
{
    QString type = {};
    QString id = {};
    QString name = {};

    bool operator==(const Reference&) const = default;
};

} // namespace ic
