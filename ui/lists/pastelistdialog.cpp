#include "ui/lists/pastelistdialog.h"

#include "ui/lists/listedit.h"
#include "ui/lists/listinput.h"
#include "ui/lists/lookuppage.h"
#include "ui/parts/notices.h"
#include "ui/parts/savelist.h"
#include "ui/parts/text.h"

#include "models/lists/choicemodel.h"
#include "models/selection/selectionstore.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

using Stage = ListLookup::Stage;

namespace {

constexpr int SmallestInput = 260;
constexpr QSize PasteListDialogSize(1000, 620);

} // namespace

PasteListDialog::PasteListDialog(
    const UiServices& services, SelectionStore& selection, QWidget* parent)
    : DialogFrame(u"pasteListDialog"_s, tr("Paste a list"), parent)
    , m_services(services)
    , m_selection(selection)
    , m_lookup(services.client)
    , m_input(new ListInput(this))
    , m_page(new LookupPage(m_lookup, services.status, services.notices, this))
    , m_export(addTool(u"exportReport"_s, u"download"_s, tr("Export report…")))
{
    showTenant(services.tenant);
    m_input->setMinimumWidth(SmallestInput);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_input, 5);
    columns->addWidget(m_page, 9);
    body().addLayout(columns, 1);
    addCancel();
    m_add = addButton(u"addToSelection"_s, {});
    m_only = addConfirm(u"selectOnly"_s, {});
    connect(m_export, &QPushButton::clicked, this, &PasteListDialog::exportReport);
    connect(m_add, &QPushButton::clicked, this, [this] { select(false); });

    connect(m_input, &ListInput::findRequested, this, &PasteListDialog::find);
    connect(m_input, &ListInput::stopRequested, &m_lookup, &ListLookup::stop);
    connect(m_input, &ListInput::changed, this, [this] { m_page->setOutdated(true); });
    connect(&m_lookup, &ListLookup::changed, this, &PasteListDialog::onLookup);
    connect(m_page, &LookupPage::lineShown, &m_input->edit(), &ListEdit::showLine);
    connect(&m_page->choices(), &ChoiceModel::choiceChanged, this, &PasteListDialog::updateButtons);
    connect(&m_selection, &SelectionStore::changed, this, &PasteListDialog::updateButtons);
    resize(PasteListDialogSize);
    onLookup();
    m_input->setFocus();
}

PasteListDialog::~PasteListDialog() = default;

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
    // Who looked up by keys goes on by keys, unless something is being written meanwhile.
    if (stage != Stage::Done || m_page->isOutdated() || !m_input->isAncestorOf(focusWidget()))
        return;
    if (report.count(MatchOutcome::Ambiguous) > m_page->choices().chosen().size())
        m_page->focusReport();
    else if (m_only->isEnabled())
        m_only->setFocus(Qt::OtherFocusReason);
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
    m_add->setText(
        count == 0 ? tr("Add to selection") : tr("Add %1 to selection").arg(numberText(count)));
    m_only->setText(
        count == 0 ? tr("Select only these") : tr("Select only these %1").arg(numberText(count)));
    const bool all = m_selection.isAllMatching();
    m_add->setEnabled(count > 0 && !all);
    m_add->setToolTip(all ? tr("All that match a filter are selected. Single identities cannot be "
                               "added to that.")
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
    for (const Identity& identity : m_lookup.report().people)
        m_selection.remember(identity);
    const qint64 now = m_selection.count();
    if (only) {
        m_services.notices.say(tr("Selected the %1 of the list.").arg(identitiesText(now)));
    } else {
        m_services.notices.say(tr("Added %1 of the list to the selection. %2 selected.")
                                   .arg(identitiesText(now - before), numberText(now)));
    }
    accept();
}

void PasteListDialog::exportReport()
{
    saveListAs(this, u"%1-list"_s.arg(m_services.tenant.name),
        tableWriter(matchReportRows(m_lookup.report(),
            [this](const ListEntry& entry) { return m_page->choices().chosenFor(entry); })),
        m_services, tr("Whom the tenant has of a pasted list"));
}

} // namespace ic
