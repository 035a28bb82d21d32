#pragma once

#include "models/details/roleassignments.h"

#include <QScrollArea>

#include <array>

class QLabel;
class QTreeWidget;

namespace ic {

class LinkButton;
class ValueLabel;

/// One role assignment, everything the API tells of it.
class RoleAssignmentView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit RoleAssignmentView(QWidget* parent = nullptr);

    void setFacts(const RoleAssignmentFacts& facts);

signals:
    void assignerRequested(const IdentityId& id, const QString& name);

private:
    enum Row {
        RoleIdRow,
        AssignmentIdRow,
        SourceRow,
        AssignerRow,
        CommentsRow,
        AddedRow,
        StartsRow,
        EndsRow,
        DimensionsRow,
        RowCount,
    };

    /// A table under a heading, as high as its rows.
    struct Section
    {
        QLabel* note = nullptr;
        QTreeWidget* table = nullptr;
    };

    struct Field
    {
        ValueLabel* value = nullptr;
        QLabel* note = nullptr;
    };

    QWidget* makeForm();
    Section makeSection(const QString& title, const QStringList& headings, QLayout& layout);
    void set(Row row, const Fact& fact);
    void fill(const Section& section, const QList<QStringList>& rows);

    QLabel* m_title;
    std::array<Field, RowCount> m_fields {};
    LinkButton* m_assigner = nullptr;
    IdentityId m_assignerId;
    Section m_requested;
    Section m_matched;
    Section m_targets;
};

} // namespace ic
