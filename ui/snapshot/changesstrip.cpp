#include "ui/snapshot/changesstrip.h"

#include "ui/parts/iconbutton.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "base/wording.h"
#include "models/filter/filterwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

ChangesStrip::ChangesStrip(QWidget* parent)
    : AttentionStrip(parent, Tone::Info)
    , m_text(plainLabel({}, this))
    , m_fieldMenu(new QMenu(this))
{
    setObjectName(u"changesStrip"_s);
    m_text->setObjectName(u"changesText"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 4, 4);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    m_new = addLink(u"changesNew"_s);
    m_changed = addLink(u"changesChanged"_s);
    m_gone = addLink(u"changesGone"_s);
    m_fields = addLink(u"changesFields"_s, tr("Changed fields…"));
    m_export = addLink(u"changesExport"_s, tr("Export differences…"));
    layout->addStretch(1);
    auto* close = makeIconButton(u"x"_s, tr("Stop comparing"), this);
    close->setObjectName(u"changesClose"_s);
    layout->addWidget(close);
    connect(m_new, &LinkButton::clicked, this, [this] { emit changeRequested(u"new"_s); });
    connect(m_changed, &LinkButton::clicked, this, [this] { emit changeRequested(u"changed"_s); });
    connect(m_gone, &LinkButton::clicked, this, [this] { emit changeRequested(u"gone"_s); });
    connect(m_fields, &LinkButton::clicked, m_fieldMenu,
        [this] { m_fieldMenu->popup(m_fields->mapToGlobal(m_fields->rect().bottomLeft())); });
    connect(m_export, &LinkButton::clicked, this, &ChangesStrip::exportRequested);
    connect(close, &QToolButton::clicked, this, &ChangesStrip::closed);
    hide();
}

void ChangesStrip::setComparing(const QString& since)
{
    m_text->setText(tr("Comparing with the snapshot of %1…").arg(since));
    for (QWidget* part :
        std::initializer_list<QWidget*> { m_new, m_changed, m_gone, m_fields, m_export })
        part->hide();
    show();
}

void ChangesStrip::setLink(LinkButton& link, const QString& text, qint64 number)
{
    link.setText(text);
    link.setAccessibleName(text);
    link.setEnabled(number > 0);
    link.show();
}

void ChangesStrip::setComparison(const QString& since, const SnapshotComparison& comparison)
{
    m_text->setText(tr("Since %1:", "a time").arg(since));
    setLink(*m_new, tr("%Ln new", "%Ln new", pluralCount(comparison.added)), comparison.added);
    setLink(*m_changed, tr("%Ln changed", "%Ln changed", pluralCount(comparison.changed)),
        comparison.changed);
    setLink(*m_gone, tr("%Ln gone", "%Ln gone", pluralCount(comparison.gone)), comparison.gone);
    m_fieldMenu->clear();
    for (const SnapshotFieldCount& field : comparison.fields) {
        m_fieldMenu->addAction(menuText(tr("%1 (%2)", "a field, how many")
                                            .arg(fieldWords(field.key), numberText(field.filled))),
            this, [this, key = field.key] { emit fieldRequested(key); });
    }
    m_fields->setVisible(!comparison.fields.isEmpty());
    m_export->setVisible(comparison.added + comparison.changed + comparison.gone > 0);
    show();
}

} // namespace ic
