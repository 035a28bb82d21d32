#pragma once

#include "demo/demodata.h"

namespace ic::demo {

/// Appends `"associationDetails":…`, the objects an identity owns.
///
/// The description contradicts itself about the shape, so each of the four readings occurs, on
/// different identities: several associations in an array, or one object; their entities flat, or
/// wrapped in `identityEntity`. A single entity comes as an object where the association does.
void appendAssociations(QByteArray& out, const DemoData& data, quint32 ordinal);

/// Which of the shapes an identity gets.
struct OwnershipShape
{
    bool singleObject = false;
    bool wrapped = false;
};
OwnershipShape ownershipShape(const DemoData& data, quint32 ordinal);

} // namespace ic::demo
