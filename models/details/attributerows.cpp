#include "models/details/attributerows.h"

#include "api/identityfields.h"
#include "base/plaintext.h"
#include "base/qtversion.h"
#include "base/wording.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString valueText(const QJsonValue& value)
{
    const QString text = attributeText(value);
    return text.isEmpty() && (value.isNull() || value.isUndefined()) ? u"–"_s : text;
}

QString hintFor(const QJsonValue& value)
{
    constexpr double EarliestMs = 1e12; // 2001
    constexpr double LatestMs = 1e13; // 2286
    const double number = value.toDouble();
    if (!value.isDouble() || number < EarliestMs || number > LatestMs)
        return {};
    return localTime(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number), Utc));
}

} // namespace

ShownAttribute shownAttribute(const QJsonValue& value)
{
    return { .value = valueText(value), .hint = hintFor(value) };
}

std::vector<ShownRow> AttributeRows::of(const QJsonObject& attributes, const QString& find)
{
    std::vector<ShownRow> rows;
    for (auto it = attributes.constBegin(); it != attributes.constEnd(); ++it) {
        const QString name = it.key();
        const auto [value, hint] = shownAttribute(it.value());
        if (!name.contains(find, Qt::CaseInsensitive) && !value.contains(find, Qt::CaseInsensitive))
            continue;
        rows.push_back({ .cells = { { .text = shownLine(name), .toolTip = name },
                             { .text = shownLine(value),
                                 .toolTip = hint.isEmpty() ? value : u"%1 · %2"_s.arg(value, hint),
                                 .roles = { { HintRole, hint } } } },
            .roles = { { NameRole, name }, { RawValueRole, attributeText(it.value()) } } });
    }
    return rows;
}

} // namespace ic
