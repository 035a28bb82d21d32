#include "ui/table/selectionstrip.h"

#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "models/selection/gonepeople.h"
#include "models/selection/selectionkeeper.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ic {

SelectionStrip::SelectionStrip(
    SelectionStore& selection, SelectionKeeper& keeper, GonePeople& gone, QWidget* parent)
    : AttentionStrip(parent)
    , m_selection(selection)
    , m_keeper(keeper)
    , m_gone(gone)
    , m_text(plainLabel({}, this))
{
    setObjectName(u"selectionStrip"_s);
    m_text->setObjectName(u"selectionStripText"_s);
    m_text->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    m_show = addLink(u"stripShow"_s, tr("Show them"));
    m_find = addLink(u"stripFind"_s, tr("Find out"));
    m_untick = addLink(u"stripUntick"_s, tr("Untick them"));
    m_clear = addLink(u"stripClear"_s, tr("Clear"));
    m_keep = addLink(u"stripKeep"_s, tr("Keep"));
    m_stop = addLink(u"stripStop"_s, tr("Stop"));
    connect(m_show, &LinkButton::clicked, this, &SelectionStrip::showRequested);
    connect(m_find, &LinkButton::clicked, &gone, &GonePeople::askAll);
    connect(m_untick, &LinkButton::clicked, &gone, &GonePeople::untick);
    connect(m_clear, &LinkButton::clicked, &selection, &SelectionStore::clear);
    connect(m_keep, &LinkButton::clicked, this, &SelectionStrip::dismiss);
    connect(m_stop, &LinkButton::clicked, this, &SelectionStrip::stopRequested);
    connect(&keeper, &SelectionKeeper::changed, this, &SelectionStrip::follow);
    connect(&gone, &GonePeople::changed, this, &SelectionStrip::follow);
    follow();
}

void SelectionStrip::setReading(const QString& text)
{
    m_reading = text;
    follow();
}

void SelectionStrip::dismiss()
{
    m_keeper.accept();
    m_gone.stop();
}

void SelectionStrip::follow()
{
    using enum GonePeople::State;
    const bool isReading = !m_reading.isEmpty();
    const bool isRestored = m_keeper.isUnanswered();
    const GonePeople::State state = m_gone.state();
    // What is soon found out, and needs no answer, does not make the table jump.
    const bool isQuiet = !isRestored && state == Asking;
    QStringList sentences;
    for (const QString& text :
        { m_reading, m_keeper.origin(), isQuiet ? QString() : m_gone.words() }) {
        if (!text.isEmpty())
            sentences += text;
    }
    m_text->setText(sentences.join(u' '));
    m_show->setVisible(isRestored && !m_selection.isAllMatching());
    m_find->setVisible(m_gone.canAsk());
    m_untick->setVisible(state == Found);
    m_clear->setVisible(isRestored);
    m_keep->setVisible(!sentences.isEmpty() && (isRestored || state != Idle));
    m_keep->setText(isRestored || state == Found ? tr("Keep") : tr("Dismiss"));
    m_keep->setAccessibleName(m_keep->text());
    m_stop->setVisible(isReading);
    setAccessibleName(m_text->text());
    setVisible(!sentences.isEmpty());
    // Once for each news, not for each step of what is being read.
    const QString news = isRestored ? m_keeper.origin()
        : state == Found            ? m_gone.words()
                                    : QString();
    if (!news.isEmpty() && std::exchange(m_said, news) != news) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

} // namespace ic
