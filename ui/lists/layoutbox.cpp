#include "ui/lists/layoutbox.h"

#include "ui/parts/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype LongestTitle = 40;

} // namespace

LayoutBox::LayoutBox(QWidget* parent)
    : QWidget(parent)
    , m_separator(new QComboBox(this))
    , m_column(new QComboBox(this))
{
    m_separator->setObjectName(u"separator"_s);
    m_separator->setAccessibleName(tr("Columns are split at"));
    m_separator->addItem(tr("Whole lines"), QChar());
    m_separator->addItem(tr("Tab"), QChar(u'\t'));
    m_separator->addItem(tr("Semicolon"), QChar(u';'));
    m_separator->addItem(tr("Comma"), QChar(u','));
    m_column->setObjectName(u"column"_s);
    m_column->setAccessibleName(tr("Column"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setMinimumContentsLength(8);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(plainLabel(tr("Split at"), this));
    layout->addWidget(m_separator);
    layout->addWidget(m_column, 1);
    connect(m_separator, &QComboBox::activated, this, [this] {
        const QChar separator = m_separator->currentData().toChar();
        m_chosen = findColumn(m_head, separator, m_key).layout;
        choose();
    });
    connect(m_column, &QComboBox::activated, this, [this] {
        m_chosen
            = ListLayout { m_separator->currentData().toChar(), m_column->currentData().toInt() };
        choose();
    });
    hide();
}

void LayoutBox::look(const QString& head, ListKey key)
{
    m_head = head;
    m_key = key;
    FoundLayout found = findLayout(head, key);
    const bool isTable = !found.layout.separator.isNull();
    if (m_chosen) {
        found = findColumn(head, m_chosen->separator, key);
        found.layout = *m_chosen;
    }
    m_layout = found.layout;
    m_separator->setCurrentIndex(m_separator->findData(found.layout.separator));
    fillColumns(found);
    setVisible(isTable || m_chosen.has_value());
}

void LayoutBox::fillColumns(const FoundLayout& found)
{
    m_column->clear();
    for (qsizetype i = 0; i < found.cells.size(); ++i) {
        const QString cell = found.cells.at(i).simplified().left(LongestTitle);
        m_column->addItem(cell.isEmpty() ? tr("Column %1").arg(i + 1) : cell, static_cast<int>(i));
    }
    m_column->addItem(tr("Every cell"), ListLayout::EveryCell);
    m_column->setCurrentIndex(std::max(0, m_column->findData(found.layout.column)));
    m_column->setVisible(!found.layout.separator.isNull());
}

void LayoutBox::choose()
{
    look(m_head, m_key);
    emit changed();
}

void LayoutBox::reset()
{
    m_chosen.reset();
}

} // namespace ic
