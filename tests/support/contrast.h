#pragma once

#include <QColor>

#include <algorithm>
#include <cmath>

namespace ic::test {

/// As WCAG computes them: what text needs on what is behind it, and what marks a control.
inline constexpr double TextContrast = 4.5;
inline constexpr double ControlContrast = 3;

inline double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

inline double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace ic::test
