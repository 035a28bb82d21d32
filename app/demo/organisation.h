#pragma once

#include <QByteArrayView>

#include <span>

namespace ic::demo {

/// A department of the invented company, with the titles people hold in it.
struct Department
{
    QByteArrayView name;
    int costCenter = 0;
    std::span<const QByteArrayView> titles;
};

std::span<const Department> departments();
std::span<const QByteArrayView> accessGroups();
std::span<const QByteArrayView> sources();
/// Escaped for JSON: one of them needs it.
std::span<const QByteArrayView> roleNames();
std::span<const QByteArrayView> regions();

} // namespace ic::demo
