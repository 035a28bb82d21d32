#include "ui/connections/importdialog.h"

#include "ui/parts/card.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include "profile/tenantaddress.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TickRoom = 23; ///< the box and its gap
constexpr int MostLines = 2;
constexpr QSize ImportDialogSize(620, 480);

bool isSameClient(const Profile& a, const Profile& b)
{
    return a.apiBase.compare(b.apiBase, Qt::CaseInsensitive) == 0
        && a.clientId.compare(b.clientId, Qt::CaseInsensitive) == 0;
}

} // namespace

ImportDialog::ImportDialog(
    const QList<ImportOffer>& offers, const QList<Profile>& existing, QWidget* parent)
    : DialogFrame(u"importDialog"_s, tr("Import connections"), parent)
    , m_offers(offers)
{
    if (offers.isEmpty()) {
        auto* page = new StatePage(this);
        page->setState(u"folder-open"_s, tr("Nothing to import"),
            tr("Looked at SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET in the "
               "environment, config.json in the working folder and in ~/.sailpoint, and "
               "~/.sailpoint/config.yaml of SailPoint CLI."));
        body().addWidget(page, 1);
    } else {
        auto* lead = new WrapLabel(Tone::Neutral, this);
        lead->setShown(tr("What SailPoint's tools keep on this computer. Their files stay as they "
                          "are, and nothing is stored here until you save the connections."));
        body().addWidget(lead);
        body().addWidget(makeList(existing), 1);
    }
    addCancel(offers.isEmpty() ? tr("Close") : QString());
    m_import = addConfirm(u"importChosen"_s, {});
    m_import->setHidden(offers.isEmpty());
    // Only now, because they are counted on that button.
    for (const QCheckBox* tick : std::as_const(m_ticks))
        connect(tick, &QCheckBox::toggled, this, &ImportDialog::count);
    count();
    resize(ImportDialogSize);
}

QWidget* ImportDialog::makeList(const QList<Profile>& existing)
{
    auto* list = new QWidget(this);
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    for (const ImportOffer& offer : std::as_const(m_offers)) {
        const auto same = std::find_if(existing.cbegin(), existing.cend(),
            [&](const Profile& profile) { return isSameClient(profile, offer.profile); });
        const bool isHere = offer.isUsable && same != existing.cend();
        rows->addWidget(makeOffer(offer, isHere ? same->name : QString()));
        m_ticks.last()->setChecked(offer.isUsable && !isHere);
    }
    rows->addStretch();
    return makeScrollArea(list, this);
}

QWidget* ImportDialog::makeOffer(const ImportOffer& offer, const QString& sameAs)
{
    auto* card = new Card(this);
    card->setObjectName(u"offer"_s);
    const QString name = offer.profile.name.simplified();
    const QString shown = name.isEmpty() ? offer.source.simplified() : name;
    auto* tick = new QCheckBox(card);
    tick->setAccessibleName(tr("Import %1").arg(shown));
    tick->setEnabled(offer.isUsable);
    m_ticks += tick;
    // The name is a label: a check box neither wraps nor shortens its text.
    auto* title = new WrapLabel(offer.isUsable ? Tone::Plain : Tone::Neutral, card);
    title->setMostLines(1);
    title->setObjectName(u"offerName"_s);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    title->setShown(shown);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(tick);
    head->addWidget(title, 1);
    if (!sameAs.isNull()) {
        QLabel* here = secondaryLabel(tr("already here"), card);
        here->setToolTip(toolTipText(tr("Connection “%1”").arg(sameAs)));
        head->addWidget(here);
    }

    QStringList spoken { tr("already here") };
    if (sameAs.isNull())
        spoken.clear();
    auto* facts = new QGridLayout;
    facts->setContentsMargins(TickRoom, 0, 0, 0);
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(2);
    facts->setColumnStretch(1, 1);
    const auto add = [&](const QString& label, const QString& value) {
        if (value.isEmpty())
            return;
        const int row = facts->rowCount();
        auto* text = new WrapLabel(offer.isUsable ? Tone::Plain : Tone::Neutral, card);
        text->setObjectName(u"offerFact"_s);
        text->setMostLines(MostLines);
        text->setShown(value.simplified());
        facts->addWidget(secondaryLabel(label, card), row, 0, Qt::AlignTop);
        facts->addWidget(text, row, 1);
        spoken += u"%1: %2"_s.arg(label, value);
    };
    if (!name.isEmpty())
        add(tr("Found in"), offer.source);
    if (!offer.profile.apiBase.isEmpty())
        add(tr("API host"), readTenantAddress(offer.profile.apiBase).host);
    add(tr("Client id"), offer.profile.clientId);
    if (offer.isUsable)
        add(tr("Secret"),
            offer.secret.isEmpty() ? tr("not there")
                                   : tr("read", "of a secret: found and taken over"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addLayout(facts);
    if (!offer.note.isEmpty()) {
        auto* note = new FieldNote(card);
        if (offer.isUsable)
            note->say(u"info"_s, Tone::Neutral, offer.note);
        else
            note->sayWarning(offer.note);
        note->layout()->setContentsMargins(TickRoom, 2, 0, 0);
        layout->addWidget(note);
        spoken += offer.note;
    }
    tick->setAccessibleDescription(spoken.join(u", "_s));
    return card;
}

void ImportDialog::count()
{
    const auto chosen = std::count_if(
        m_ticks.cbegin(), m_ticks.cend(), [](const QCheckBox* tick) { return tick->isChecked(); });
    m_import->setText(chosen == 0 ? tr("Import") : tr("Import %1").arg(chosen));
    m_import->setEnabled(chosen > 0);
}

void ImportDialog::accept()
{
    QList<ImportOffer> chosen;
    for (qsizetype i = 0; i < m_ticks.size(); ++i) {
        if (m_ticks[i]->isChecked())
            chosen += m_offers[i];
    }
    emit imported(chosen);
    QDialog::accept();
}

void ImportDialog::done(int result)
{
    m_offers.clear(); // and with them the secrets
    QDialog::done(result);
}

} // namespace ic
