#include "models/attributemodel.h"

#include "api/identityfields.h"
#include "base/plaintext.h"
#include "models/relativetime.h"

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
    return localTime(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number), Qt::UTC));
}

} // namespace

ShownAttribute shownAttribute(const QJsonObject& attributes, const QString& name)
{
    const QJsonValue value = attributes.value(name);
    return { .value = valueText(value), .hint = hintFor(value) };
}

void AttributeModel::setAttributes(const QJsonObject& attributes)
{
    if (attributes == m_attributes)
        return; // keeps the current row
    m_attributes = attributes;
    rebuild();
}

void AttributeModel::setFind(const QString& text)
{
    m_find = text;
    rebuild();
}

void AttributeModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (auto it = m_attributes.constBegin(); it != m_attributes.constEnd(); ++it) {
        Attribute attribute { it.key(), valueText(it.value()), hintFor(it.value()),
            attributeText(it.value()) };
        if (attribute.name.contains(m_find, Qt::CaseInsensitive)
            || attribute.value.contains(m_find, Qt::CaseInsensitive))
            m_shown += attribute;
    }
    endResetModel();
}

int AttributeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int AttributeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttributeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Attribute& attribute = m_shown.at(index.row());
    const bool isValue = index.column() == ValueColumn;
    switch (role) {
    case Qt::DisplayRole:
        return shownLine(isValue ? attribute.value : attribute.name);
    case HintRole:
        return isValue ? attribute.hint : QString();
    case NameRole:
        return attribute.name;
    case RawValueRole:
        return attribute.raw;
    case Qt::ToolTipRole: {
        const QString text = isValue ? attribute.value : attribute.name;
        return shownText(
            isValue && !attribute.hint.isEmpty() ? text + u" · "_s + attribute.hint : text)
            .toHtmlEscaped();
    }
    default:
        return {};
    }
}

QVariant AttributeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? u"Name"_s : u"Value"_s;
}

} // namespace ic
