#include "ui/parts/rowfocus.h"

#include <QAbstractItemView>
#include <QFocusEvent>

namespace ic {

namespace {

class RowFocus final : public QObject
{
public:
    explicit RowFocus(QAbstractItemView& view)
        : QObject(&view)
        , m_view(view)
    {
        view.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::FocusIn && isByKeys(*static_cast<QFocusEvent*>(event)))
            mark();
        return QObject::eventFilter(watched, event);
    }

private:
    static bool isByKeys(const QFocusEvent& event)
    {
        return event.reason() == Qt::TabFocusReason || event.reason() == Qt::BacktabFocusReason
            || event.reason() == Qt::ShortcutFocusReason || event.reason() == Qt::OtherFocusReason;
    }
    void mark()
    {
        QModelIndex row = m_view.currentIndex();
        if (!row.isValid() && m_view.model() != nullptr)
            row = m_view.model()->index(0, 0, m_view.rootIndex());
        if (row.isValid() && !m_view.selectionModel()->hasSelection())
            m_view.setCurrentIndex(row);
    }

    QAbstractItemView& m_view;
};

} // namespace

void markRowOnFocus(QAbstractItemView& view)
{
    new RowFocus(view); // its child
}

} // namespace ic
