#include "ui/parts/attributefield.h"

#include "ui/parts/fieldnote.h"

#include "base/plaintext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

AttributeField::AttributeField(
    const QStringList& seen, const QString& placeholder, const QString& buttonText, QWidget* parent)
    : QWidget(parent)
    , m_seen(seen)
    , m_name(new QLineEdit(this))
    , m_completer(new QCompleter(seen, this))
    , m_note(new FieldNote(this))
{
    m_name->setObjectName(u"attributeName"_s);
    m_name->setPlaceholderText(placeholder);
    m_name->setAccessibleName(tr("Attribute name"));
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_name->setCompleter(m_completer);
    m_completer->popup()->installEventFilter(this);
    auto* add = new QPushButton(buttonText, this);
    add->setObjectName(u"addAttribute"_s);
    add->setAutoDefault(false);
    m_note->setObjectName(u"attributeNote"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_note);
    connect(add, &QPushButton::clicked, this, &AttributeField::addTyped);
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        const QAbstractItemView& popup = *m_completer->popup();
        if (!popup.isVisible() || !popup.currentIndex().isValid()) // else it is chosen by that
            addTyped();
    });
    // By Enter or a click; the completer writes into the field after that.
    connect(
        m_completer, qOverload<const QString&>(&QCompleter::activated), this,
        [this](const QString& name) {
            m_name->setText(name);
            addTyped();
        },
        Qt::QueuedConnection);
    connect(m_name, &QLineEdit::textEdited, m_note, &FieldNote::clear);
}

void AttributeField::addTyped()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    m_name->clear();
    if (m_seen.isEmpty() || m_seen.contains(name)) {
        m_note->clear();
    } else {
        const auto alike = std::ranges::find_if(m_seen,
            [&](const QString& seen) { return seen.compare(name, Qt::CaseInsensitive) == 0; });
        m_note->sayWarning(alike != m_seen.end()
                ? tr("None of the identities that were read has “%1”; they have “%2”.")
                      .arg(shownLine(name), shownLine(*alike))
                : tr("None of the identities that were read has “%1”.").arg(shownLine(name)));
    }
    emit added(name);
}

void AttributeField::suggest(const QString& text)
{
    m_name->setText(text);
    m_name->setFocus();
    m_completer->setCompletionPrefix(text);
    m_completer->complete();
}

/// A click beside the suggestions closes them, and also does what it is meant for: Qt would only
/// close them.
bool AttributeField::eventFilter(QObject* watched, QEvent* event)
{
    QWidget* const popup = m_completer->popup();
    if (watched != popup || event->type() != QEvent::MouseButtonPress)
        return QWidget::eventFilter(watched, event);
    const auto* press = static_cast<const QMouseEvent*>(event);
    if (popup->rect().contains(press->position().toPoint()))
        return QWidget::eventFilter(watched, event);
    popup->hide();
    const QPointF at = press->globalPosition();
    if (QWidget* below = window()->childAt(window()->mapFromGlobal(at.toPoint()))) {
        for (const auto type : { QEvent::MouseButtonPress, QEvent::MouseButtonRelease }) {
            QMouseEvent meant(type, below->mapFromGlobal(at), at, press->button(),
                type == QEvent::MouseButtonPress ? press->buttons() : Qt::NoButton,
                press->modifiers());
            QCoreApplication::sendEvent(below, &meant);
        }
    }
    return true;
}

} // namespace ic
