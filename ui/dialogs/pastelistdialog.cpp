#include "ui/dialogs/pastelistdialog.h"

#include "ui/icons.h"
#include "ui/operations/savelist.h"
#include "ui/pastelist/listedit.h"
#include "ui/pastelist/listinput.h"
#include "ui/pastelist/lookuppage.h"
#include "ui/pastelist/matchwords.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "models/choicemodel.h"
#include "models/selectionstore.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

using Stage = ListLookup::Stage;

namespace {

constexpr int Margin = 16;
constexpr int SmallestInput = 260;
constexpr QSize Size(820, 574);

} // namespace

PasteListDialog::PasteListDialog(
    const UiServices& services, SelectionStore& selection, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_selection(selection)
    , m_lookup(services.client)
    , m_input(new ListInput(this))
    , m_page(new LookupPage(m_lookup, services.status, this))
{
    setObjectName(u"pasteListDialog"_s);
    setWindowTitle(u"Paste a list"_s);
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    m_input->setMinimumWidth(SmallestInput);
    auto* columns = new QHBoxLayout;
    columns->setContentsMargins(Margin, Margin, Margin, 12);
    columns->setSpacing(16);
    columns->addWidget(m_input, 5);
    columns->addWidget(m_page, 8);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addLayout(columns, 1);
    layout->addWidget(rule);
    layout->addLayout(makeButtons());

    connect(m_input, &ListInput::findRequested, this, &PasteListDialog::find);
    connect(m_input, &ListInput::stopRequested, &m_lookup, &ListLookup::stop);
    connect(m_input, &ListInput::changed, this, [this] { m_page->setOutdated(true); });
    connect(&m_lookup, &ListLookup::changed, this, &PasteListDialog::onLookup);
    connect(m_page, &LookupPage::lineShown, &m_input->edit(), &ListEdit::showLine);
    connect(m_page, &LookupPage::notice, this, &PasteListDialog::notice);
    connect(&m_page->choices(), &ChoiceModel::choiceChanged, this, &PasteListDialog::updateButtons);
    connect(&m_selection, &SelectionStore::changed, this, &PasteListDialog::updateButtons);
    resize(Size);
    onLookup();
    m_input->setFocus();
}

PasteListDialog::~PasteListDialog() = default;

QLayout* PasteListDialog::makeButtons()
{
    m_export = new QPushButton(icon(u"download"_s), u"Export report…"_s, this);
    m_export->setObjectName(u"exportReport"_s);
    m_cancel = new QPushButton(u"Cancel"_s, this);
    m_cancel->setObjectName(u"cancel"_s);
    m_add = new QPushButton(this);
    m_add->setObjectName(u"addToSelection"_s);
    m_only = new QPushButton(this);
    m_only->setObjectName(u"selectOnly"_s);
    styleConfirmButton(*m_only);
    for (QPushButton* button : { m_export, m_cancel, m_add, m_only })
        button->setAutoDefault(false);
    connect(m_export, &QPushButton::clicked, this, &PasteListDialog::exportReport);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, [this] { select(false); });
    connect(m_only, &QPushButton::clicked, this, [this] { select(true); });
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_export);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_add);
    buttons->addWidget(m_only);
    return buttons;
}

void PasteListDialog::openFile(const QString& path)
{
    m_input->openFile(path);
}

void PasteListDialog::find()
{
    m_input->showProblem({});
    m_lookup.start(m_input->text(), m_input->options());
}

void PasteListDialog::onLookup()
{
    const Stage stage = m_lookup.stage();
    m_input->setRunning(m_lookup.isRunning());
    if (stage == Stage::Reading)
        m_page->setOutdated(false);
    if (stage == Stage::Refused) {
        m_input->showProblem(m_lookup.list().problem);
        m_input->edit().setWrongLine(m_lookup.list().problemLine);
    }
    const MatchReport& report = m_lookup.report();
    if (stage == Stage::Done && !report.entries.isEmpty()
        && report.entries.first().outcome == MatchOutcome::Heading)
        m_input->edit().setHeadingLine(report.entries.first().entry.line);
    updateButtons();
}

/// Whom the buttons are about: found and chosen, each once.
QList<IdentityId> PasteListDialog::identities() const
{
    if (m_lookup.isRunning())
        return {};
    QList<IdentityId> ids = m_lookup.report().found();
    QSet<IdentityId> known(ids.cbegin(), ids.cend());
    for (const IdentityId& id : m_page->choices().chosen()) {
        if (!known.contains(id)) {
            known.insert(id);
            ids += id;
        }
    }
    return ids;
}

void PasteListDialog::updateButtons()
{
    const qsizetype count = identities().size();
    m_add->setText(count == 0 ? u"Add to selection"_s
                              : u"Add %1 to selection"_s.arg(numberText(count)));
    m_only->setText(count == 0 ? u"Select only these"_s
                               : u"Select only these %1"_s.arg(numberText(count)));
    const bool all = m_selection.isAllMatching();
    m_add->setEnabled(count > 0 && !all);
    m_add->setToolTip(all ? u"All that match a filter are selected. Single identities cannot be "
                            "added to that."_s
                          : QString());
    m_only->setEnabled(count > 0);
    const Stage stage = m_lookup.stage();
    m_export->setEnabled(stage == Stage::Done || stage == Stage::Failed || stage == Stage::Stopped);
    // Enter does what comes next: look up, then select.
    m_input->findButton().setDefault(count == 0);
    m_only->setDefault(count > 0);
}

void PasteListDialog::select(bool only)
{
    const QList<IdentityId> ids = identities();
    if (ids.isEmpty())
        return;
    const qint64 before = m_selection.count();
    if (only)
        m_selection.clear();
    if (!m_selection.setSelected(ids, true))
        return; // updateButtons() does not let it come to this
    const qint64 now = m_selection.count();
    if (only) {
        emit notice(u"Selected the %1 of the list."_s.arg(identitiesText(now)));
    } else {
        emit notice(u"Added %1 of the list to the selection. %2 selected."_s.arg(
            identitiesText(now - before), numberText(now)));
    }
    accept();
}

void PasteListDialog::exportReport()
{
    saveListAs(this, u"%1-list"_s.arg(m_services.tenant.name),
        matchReportRows(m_lookup.report(), m_page->choices()),
        [this](const QString& text) { emit notice(text); });
}

} // namespace ic
