#include "ui/snapshot/snapshotstrip.h"

#include "ui/parts/agetimer.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "base/wording.h"
#include "models/snapshot/snapshotwords.h"
#include "snapshot/snapshot.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ic {

SnapshotStrip::SnapshotStrip(const Clock& clock, QWidget* parent)
    : AttentionStrip(parent, Tone::Info)
    , m_clock(clock)
    , m_time(plainLabel({}, this))
    , m_text(plainLabel({}, this))
{
    setObjectName(u"snapshotStrip"_s);
    QFont bold = m_time->font();
    bold.setWeight(QFont::DemiBold);
    m_time->setFont(bold);
    m_time->setObjectName(u"snapshotTime"_s);
    m_text->setObjectName(u"snapshotText"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(12);
    layout->addWidget(new IconMark(u"camera"_s, Tone::Info, this));
    layout->addWidget(m_time);
    layout->addWidget(m_text);
    m_again = addLink(u"snapshotAgain"_s, tr("Read again"));
    m_compare = addLink(u"snapshotCompare"_s, tr("Compare"));
    layout->addStretch(1);
    m_back = addLink(u"snapshotBack"_s, tr("Back to live"));
    connect(m_again, &LinkButton::clicked, this, &SnapshotStrip::readAgainRequested);
    connect(m_compare, &LinkButton::clicked, this, &SnapshotStrip::compareRequested);
    connect(m_back, &LinkButton::clicked, this, &SnapshotStrip::backRequested);
    new AgeTimer(this, [this] {
        if (m_snapshot)
            refresh();
    });
    setOlder({});
    hide();
}

void SnapshotStrip::setSnapshot(const std::shared_ptr<Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    setVisible(snapshot != nullptr);
    if (!snapshot)
        return;
    m_altered = {};
    m_gone = {};
    m_both = 0;
    const qint64 taken = snapshot->takenAt().toMSecsSinceEpoch();
    for (const Done& done : m_done) {
        if (done.atMs >= taken)
            count(done);
    }
    refresh();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SnapshotStrip::setOlder(const QDateTime& older)
{
    m_older = older;
    m_compare->setVisible(older.isValid());
    if (m_snapshot)
        refresh();
}

void SnapshotStrip::addChanged(const QList<IdentityId>& altered, const QList<IdentityId>& gone)
{
    const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
    for (const auto* ids : { &altered, &gone }) {
        for (const IdentityId& id : *ids) {
            m_done.push_back({ .atMs = now, .whom = IdKey::of(id), .isGone = ids == &gone });
            count(m_done.back());
        }
    }
    if (m_snapshot)
        refresh();
}

void SnapshotStrip::count(const Done& done)
{
    const bool isNew = (done.isGone ? m_gone : m_altered).insert(done.whom);
    m_both += isNew && (done.isGone ? m_altered : m_gone).contains(done.whom) ? 1 : 0;
}

QStringList SnapshotStrip::sinceThen() const
{
    QStringList parts;
    if (!m_snapshot->holdsAll(false)) { // nobody knows which of them are in it
        if (m_altered.size() + m_gone.size() > 0)
            parts += tr("changes since");
        return parts;
    }
    if (const int altered = pluralCount(m_altered.size() - m_both); altered > 0)
        parts += tr("%Ln changed since", "%Ln changed since", altered);
    if (const int gone = pluralCount(m_gone.size()); gone > 0)
        parts += tr("%Ln gone since", "%Ln gone since", gone);
    return parts;
}

void SnapshotStrip::refresh()
{
    const SnapshotFacts& facts = m_snapshot->facts();
    const QDateTime now = m_clock.utcNow();
    const bool stale = isStale(facts.takenAt, now);
    m_time->setText(tr("As of %1").arg(snapshotTime(facts.takenAt, now, m_older)));
    m_compare->setText(tr("Compare with %1").arg(snapshotTime(m_older, now, facts.takenAt)));
    m_compare->setAccessibleName(m_compare->text());
    setTone(*m_time, stale ? Tone::Warning : Tone::Plain);
    QStringList parts { identitiesText(facts.count) };
    if (const QString whom = snapshotWhom(facts); !whom.isEmpty())
        parts += tr("only %1", "whom a snapshot holds").arg(whom);
    if (stale)
        parts += distanceTime(facts.takenAt, now);
    QStringList hints = facts.remarks;
    if (const QStringList since = sinceThen(); !since.isEmpty()) {
        parts += since;
        hints += tr("What this window did since then is not in the snapshot. Read it again to see "
                    "it.");
    }
    m_text->setText(parts.join(u"  ·  "_s));
    setToolTip(toolTipText(hints.join(u'\n')));
    setAccessibleName(m_time->text() + u", "_s + m_text->text());
}

} // namespace ic
