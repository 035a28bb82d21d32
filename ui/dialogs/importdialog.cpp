#include "ui/dialogs/importdialog.h"

#include "ui/connections/fieldnote.h"
#include "ui/connections/wraplabel.h"
#include "ui/operations/card.h"
#include "ui/statepage.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "profile/tenantaddress.h"

#include <QCheckBox>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 16;
constexpr int TickRoom = 23; ///< the box and its gap
constexpr int MostLines = 2;
constexpr QSize Size(620, 480);

const QString Places = u"Looked at SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET in the "
                       "environment, config.json in the working folder and in ~/.sailpoint, and "
                       "~/.sailpoint/config.yaml of SailPoint CLI."_s;

bool isSameClient(const Profile& a, const Profile& b)
{
    return a.apiBase.compare(b.apiBase, Qt::CaseInsensitive) == 0
        && a.clientId.compare(b.clientId, Qt::CaseInsensitive) == 0;
}

} // namespace

ImportDialog::ImportDialog(
    const QList<ImportOffer>& offers, const QList<Profile>& existing, QWidget* parent)
    : QDialog(parent)
    , m_offers(offers)
    , m_cancel(new QPushButton(u"Cancel"_s, this))
    , m_import(new QPushButton(this))
{
    setWindowTitle(u"Import connections"_s);
    m_cancel->setObjectName(u"cancel"_s);
    m_cancel->setAutoDefault(false);
    m_import->setObjectName(u"importChosen"_s);
    m_import->setDefault(true);
    styleConfirmButton(*m_import);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(Margin, Margin, Margin, Margin);
    body->setSpacing(12);
    if (offers.isEmpty()) {
        auto* page = new StatePage(this);
        page->setState(u"folder-open"_s, u"Nothing to import"_s, Places);
        body->addWidget(page, 1);
        m_import->hide();
        m_cancel->setText(u"Close"_s);
    } else {
        auto* lead = new WrapLabel(Tone::Neutral, this);
        lead->setShown(u"What SailPoint's tools keep on this computer. Their files stay as they "
                       "are, and nothing is stored here until you save the connections."_s);
        body->addWidget(lead);
        body->addWidget(makeList(existing), 1);
    }
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(rule);
    layout->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    count();
    resize(Size);
}

QWidget* ImportDialog::makeList(const QList<Profile>& existing)
{
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* list = new QWidget(area);
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
    area->setWidget(list);
    return area;
}

QWidget* ImportDialog::makeOffer(const ImportOffer& offer, const QString& sameAs)
{
    auto* card = new Card(this);
    card->setObjectName(u"offer"_s);
    const QString name = offer.profile.name.simplified();
    const QString shown = name.isEmpty() ? offer.source.simplified() : name;
    auto* tick = new QCheckBox(card);
    tick->setAccessibleName(u"Import %1"_s.arg(shown));
    tick->setEnabled(offer.isUsable);
    m_ticks += tick;
    connect(tick, &QCheckBox::toggled, this, &ImportDialog::count);
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
        QLabel* here = secondaryLabel(u"already here"_s, card);
        here->setToolTip(toolTipText(u"Connection “%1”"_s.arg(sameAs)));
        head->addWidget(here);
    }

    QStringList spoken { u"already here"_s };
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
        add(u"Found in"_s, offer.source);
    if (!offer.profile.apiBase.isEmpty())
        add(u"API host"_s, readTenantAddress(offer.profile.apiBase).host);
    add(u"Client id"_s, offer.profile.clientId);
    if (offer.isUsable)
        add(u"Secret"_s, offer.secret.isEmpty() ? u"not there"_s : u"read"_s);
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
    m_import->setText(chosen == 0 ? u"Import"_s : u"Import %1"_s.arg(chosen));
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
