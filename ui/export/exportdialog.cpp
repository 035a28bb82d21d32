#include "ui/export/exportdialog.h"

#include "ui/export/exportcolumnlist.h"
#include "ui/export/exportfilebox.h"
#include "ui/export/exportformatbox.h"
#include "ui/export/exportpresetbox.h"
#include "ui/export/exportprogresspage.h"
#include "ui/parts/text.h"

#include "api/filter/filterexpression.h"
#include "base/clock.h"
#include "models/operations/operationsubject.h"
#include "models/selection/selectionstore.h"
#include "profile/settings.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RequestsPerWindow = 100;
constexpr int WindowSeconds = 10;
constexpr QSize OptionsSize(720, 640);
constexpr QSize ProgressSize(560, 236);

} // namespace

ExportDialog::ExportDialog(
    const UiServices& services, const SelectionStore& selection, const View& view, QWidget* parent)
    : DialogFrame(u"exportDialog"_s, tr("Export identities"), parent)
    , m_services(services)
    , m_selection(selection)
    , m_view(view)
    , m_pages(new QStackedWidget(this))
    , m_progress(new ExportProgressPage(this))
    , m_cost(secondaryLabel({}, this))
    , m_cancel(addCancel())
    , m_start(addConfirm(u"start"_s, {}))
{
    showTenant(services.tenant);
    addAside(m_cost, 1);
    m_pages->addWidget(makeOptions());
    m_pages->addWidget(m_progress);
    body().addWidget(m_pages, 1);
    connect(m_progress, &ExportProgressPage::openFileRequested, this,
        [this] { m_services.desktop.openFile(m_written); });
    connect(m_progress, &ExportProgressPage::showFolderRequested, this,
        [this] { m_services.desktop.showInFolder(m_written); });
    // The choices of the last export of this tenant, or of the settings before there was one; the
    // columns are the table's.
    auto last = ExportPreset::fromText(services.settings.value(Setting::ExportOptions).toString());
    if (!last) {
        last = ExportPreset::fromText(services.settings.value(Setting::ExportDefaults).toString());
    }
    if (last) {
        last->columns.clear();
        applyPreset(*last);
    }
    updateSummary();
    resize(OptionsSize);
}

ExportDialog::~ExportDialog() = default;

QWidget* ExportDialog::makeOptions()
{
    auto* page = new QWidget(this);
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(makeWhat());
    m_format = new ExportFormatBox(page);
    left->addWidget(m_format);
    left->addStretch();
    auto* top = new QHBoxLayout;
    top->setSpacing(24);
    top->addLayout(left, 1);
    top->addWidget(makeColumns(), 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(top, 1);
    m_file = new ExportFileBox(page);
    connect(m_file, &ExportFileBox::changed, this, &ExportDialog::updateSummary);
    connect(m_format, &ExportFormatBox::formatChanged, m_file, &ExportFileBox::setFormat);
    layout->addWidget(m_file);
    return page;
}

QWidget* ExportDialog::makeWhat()
{
    auto* box = new QWidget(this);
    const qint64 selected = m_selection.count();
    m_selected = new QRadioButton(tr("Selected (%1)").arg(numberText(selected)), box);
    m_selected->setObjectName(u"selected"_s);
    m_selected->setEnabled(selected > 0);
    m_matching = new QRadioButton(box);
    m_matching->setObjectName(u"matching"_s);
    const QString total = numberText(m_view.total);
    const bool selectedOnly = !m_view.query.onlyIds.isEmpty();
    const QString words = selectedOnly ? QString() : m_view.filterWords;
    if (selectedOnly) {
        m_matching->setText(tr("All in the view, which shows selected only (%1)").arg(total));
    } else if (words.isEmpty()) {
        switch (m_view.query.scope) {
        case IdentityScope::Correlated:
            m_matching->setText(tr("All correlated identities (%1)").arg(total));
            break;
        case IdentityScope::Uncorrelated:
            m_matching->setText(tr("All uncorrelated identities (%1)").arg(total));
            break;
        case IdentityScope::All:
            m_matching->setText(tr("All identities (%1)").arg(total));
            break;
        }
    } else {
        m_matching->setText(tr("All matching the filter (%1)").arg(total));
    }
    m_matching->setEnabled(m_view.total > 0);
    (selected > 0 ? m_selected : m_matching)->setChecked(true);
    connect(m_selected, &QRadioButton::toggled, this, &ExportDialog::updateSummary);

    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(tr("What"), box));
    layout->addWidget(m_selected);
    layout->addWidget(m_matching);
    if (!words.isEmpty()) {
        QLabel* filter = secondaryLabel(words, box);
        filter->setWordWrap(true);
        filter->setContentsMargins(22, 0, 0, 0);
        layout->addWidget(filter);
    }
    return box;
}

QWidget* ExportDialog::makeColumns()
{
    auto* box = new QWidget(this);
    m_columns = new ExportColumnList(m_view.columns, m_view.attributes, box);
    connect(m_columns, &ExportColumnList::changed, this, &ExportDialog::updateSummary);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(m_columns, 1);
    m_presets = new ExportPresetBox(
        m_services.settings.value(Setting::ExportPresets).toStringList(), box);
    connect(m_presets, &ExportPresetBox::chosen, this, &ExportDialog::applyPreset);
    connect(m_presets, &ExportPresetBox::saveRequested, this, [this](const QString& name) {
        m_columns->addAttribute(); // one that is typed belongs to it
        m_presets->save(preset(name));
        m_services.settings.setValue(Setting::ExportPresets, m_presets->saved());
    });
    layout->addWidget(m_presets);
    return box;
}

ExportPreset ExportDialog::preset(const QString& name) const
{
    ExportPreset made { .name = name, .columns = m_columns->ticked() };
    m_format->fill(made);
    return made;
}

void ExportDialog::applyPreset(const ExportPreset& preset)
{
    m_format->apply(preset);
    if (!preset.columns.isEmpty())
        m_columns->setTicked(preset.columns);
}

QString ExportDialog::viewName() const
{
    if (m_selected->isChecked() || !m_view.query.onlyIds.isEmpty())
        return u"selected"_s;
    if (!m_view.filterWords.isEmpty())
        return u"filtered"_s;
    switch (m_view.query.scope) {
    case IdentityScope::Correlated:
        return u"correlated"_s;
    case IdentityScope::Uncorrelated:
        return u"uncorrelated"_s;
    case IdentityScope::All:
        return u"all"_s;
    }
    Q_UNREACHABLE();
}

QString ExportDialog::expandedPath() const
{
    return expandExportPath(m_file->path(), m_services.tenant.name, viewName(),
        m_services.clock.utcNow().toLocalTime());
}

qint64 ExportDialog::count() const
{
    return m_selected->isChecked() ? m_selection.count() : m_view.total;
}

void ExportDialog::updateSummary()
{
    if (m_file == nullptr)
        return; // the dialog is still being built
    const bool isGood = m_file->check(expandedPath(),
        m_columns->ticked().isEmpty() ? tr("Choose at least one column.") : QString());
    const qint64 rows = count();
    const qint64 each = request().who.ids ? recommendedIdsPerFilter : ListIdentities::maxLimit;
    const qint64 requests = std::max<qint64>(1, (rows + each - 1) / each);
    const qint64 seconds
        = std::max<qint64>(1, (requests / RequestsPerWindow) * WindowSeconds + requests % 100 / 20);
    m_cost->setText(tr("%1 · about %2")
                        .arg(tr("%Ln requests", "%Ln request", pluralCount(requests)),
                            exportDurationText(seconds)));
    m_start->setText(tr("Export %1").arg(numberText(rows)));
    m_start->setEnabled(rows > 0 && isGood);
}

ExportRequest ExportDialog::request() const
{
    // Everything in the view is what "all matching" would tick.
    SelectionStore all;
    all.selectAllMatching(m_view.query, m_view.total);
    const SelectionStore& wanted = m_selected->isChecked() ? m_selection : all;
    ExportRequest request;
    request.who = subjectOf(wanted, m_view.query.sorters).who;
    request.path = expandedPath();
    const ExportPreset chosen = preset({});
    request.format = chosen.format;
    request.csv = chosen.csv;
    request.columns.clear();
    for (const QString& key : chosen.columns) {
        if (const auto column = exportColumnForKey(key))
            request.columns += *column;
    }
    return request;
}

void ExportDialog::begin()
{
    m_columns->addAttribute(); // one that is typed is meant
    const ExportRequest wanted = request();
    m_services.settings.setValue(Setting::ExportOptions, preset({}).toText());
    m_written = wanted.path;
    m_export = std::make_unique<IdentityExport>(m_services.client, m_services.clock, wanted);
    connect(
        m_export.get(), &IdentityExport::progress, m_progress, &ExportProgressPage::showProgress);
    connect(m_export.get(), &IdentityExport::finished, this, &ExportDialog::onFinished);
    m_pages->widget(0)->hide(); // or its size would keep the dialog large
    m_pages->setCurrentIndex(1);
    resize(ProgressSize);
    m_progress->showStart(
        tr("Exporting %1 to %2").arg(identitiesText(count()), QFileInfo(wanted.path).fileName()));
    m_cost->clear();
    m_start->hide();
    m_cancel->setText(tr("Cancel export"));
    m_export->start();
}

void ExportDialog::onFinished(const IdentityExport::Outcome& outcome)
{
    m_cancel->setText(tr("Close"));
    m_cancel->setDefault(true);
    if (outcome) {
        m_progress->showEnd(outcome->summary(), m_written);
        m_progress->offerFile();
        emit exported(outcome->summary());
    } else if (outcome.error().kind == ApiError::Kind::Cancelled) {
        offerBack(tr("Cancelled. No file was written."), {});
    } else {
        offerBack(tr("Not exported. No file was written."), outcome.error().sentence());
    }
    m_export.release()->deleteLater();
}

void ExportDialog::offerBack(const QString& title, const QString& text)
{
    m_progress->showEnd(title, text);
    // Everything that was chosen is still there.
    m_start->setText(tr("Back"));
    m_start->show();
}

void ExportDialog::confirm()
{
    if (m_pages->currentIndex() == 0) {
        begin();
        return;
    }
    m_pages->setCurrentIndex(0);
    resize(OptionsSize);
    m_cancel->setText(tr("Cancel"));
    m_start->setDefault(true);
    (m_selected->isChecked() ? m_selected : m_matching)->setFocus();
    updateSummary();
}

void ExportDialog::reject()
{
    if (m_export) {
        m_export->cancel(); // shows its end; a second time closes
        return;
    }
    QDialog::reject();
}

} // namespace ic
