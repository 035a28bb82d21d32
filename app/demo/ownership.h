#pragma once

#include "demo/demodata.h"

class QJsonObject;

namespace ic::demo {

/// Which of the shapes an identity gets.
struct OwnershipShape
{
    bool singleObject = false;
    bool wrapped = false;
};
OwnershipShape ownershipShape(const DemoData& data, quint32 ordinal);

/// `{"associationDetails":…}`, the objects an identity owns.
///
/// The description contradicts itself about the shape, so each of the four readings occurs, on
/// different identities: several associations in an array, or one object; their entities flat, or
/// wrapped in `identityEntity`. A single entity comes as an object where the association does.
QJsonObject ownershipJson(const DemoData& data, quint32 ordinal);

} // namespace ic::demo
