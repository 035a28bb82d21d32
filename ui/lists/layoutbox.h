#pragma once

#include "files/listparser.h"

#include <QWidget>

class QComboBox;

namespace ic {

/// How a text is taken apart, where it looks like a table: at which sign, and which column counts.
/// What is found can be changed; it then stays until reset(). Hidden while there is nothing to
/// choose.
class LayoutBox final : public QWidget
{
    Q_OBJECT

public:
    explicit LayoutBox(QWidget* parent = nullptr);

    /// Looks at the beginning of a text.
    void look(const QString& head, ListKey key);
    /// Another text: what was chosen was not about it.
    void reset();
    /// What was chosen, or else found.
    ListLayout layout() const { return m_layout; }

signals:
    void changed();

private:
    void choose();
    void fillColumns(const FoundLayout& found);

    QComboBox* m_separator;
    QComboBox* m_column;
    QString m_head;
    ListKey m_key = ListKey::FindOut;
    std::optional<ListLayout> m_chosen;
    ListLayout m_layout;
};

} // namespace ic
