#include "ui/dialogs/exportdialog.h"

#include "ui/dialogs/exportcolumnlist.h"
#include "ui/dialogs/exportformatbox.h"
#include "ui/dialogs/exportpresetbox.h"
#include "ui/dialogs/exportprogresspage.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "api/filterexpression.h"
#include "base/clock.h"
#include "csv/exportsink.h"
#include "models/operationsubject.h"
#include "models/selectionstore.h"
#include "profile/settings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int RequestsPerWindow = 100;
constexpr int WindowSeconds = 10;
constexpr int Margin = 16;
constexpr QSize OptionsSize(720, 640);
constexpr QSize ProgressSize(560, 236);

} // namespace

ExportDialog::ExportDialog(const UiServices& services, const SelectionStore& selection,
    const View& view, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_selection(selection)
    , m_view(view)
    , m_pages(new QStackedWidget(this))
    , m_cancel(new QPushButton(u"Cancel"_s, this))
    , m_start(new QPushButton(this))
{
    setWindowTitle(u"Export identities"_s);
    auto* band = new TenantBand(true, this);
    band->setTenant(services.tenant);
    m_cost = secondaryLabel({}, this);
    m_pages->addWidget(makeOptions());
    m_progress = new ExportProgressPage(this);
    m_pages->addWidget(m_progress);
    connect(m_progress, &ExportProgressPage::openFileRequested, this,
        [this] { m_services.openFile(m_written); });
    connect(m_progress, &ExportProgressPage::showFolderRequested, this,
        [this] { m_services.showInFolder(m_written); });

    m_start->setDefault(true);
    styleConfirmButton(*m_start);
    m_start->setObjectName(u"start"_s);
    m_cancel->setObjectName(u"cancel"_s);
    m_cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Margin, 12, Margin, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_cost, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_start);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(band);
    layout->addWidget(m_pages, 1);
    layout->addWidget(rule);
    layout->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ExportDialog::begin);
    // The choices of the last export of this tenant, or of the settings before there was one; the
    // columns are the table's.
    auto last
        = ExportPreset::fromText(services.settings.value(Setting::ExportOptions).toString());
    if (!last) {
        last = ExportPreset::fromText(
            services.settings.value(Setting::ExportDefaults).toString());
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
    connect(m_format, &ExportFormatBox::formatChanged, this, &ExportDialog::followFormat);
    left->addWidget(m_format);
    left->addStretch();
    auto* top = new QHBoxLayout;
    top->setSpacing(24);
    top->addLayout(left, 1);
    top->addWidget(makeColumns(), 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(16);
    layout->addLayout(top, 1);
    layout->addWidget(makeFile());
    return page;
}

QWidget* ExportDialog::makeWhat()
{
    auto* box = new QWidget(this);
    const qint64 selected = m_selection.count();
    m_selected = new QRadioButton(u"Selected (%1)"_s.arg(numberText(selected)), box);
    m_selected->setObjectName(u"selected"_s);
    m_selected->setEnabled(selected > 0);
    m_matching = new QRadioButton(box);
    m_matching->setObjectName(u"matching"_s);
    const QString total = numberText(m_view.total);
    const bool selectedOnly = !m_view.query.onlyIds.isEmpty();
    const QString words = selectedOnly ? QString() : m_view.filterWords;
    if (selectedOnly) {
        m_matching->setText(u"All in the view, which shows selected only (%1)"_s.arg(total));
    } else if (words.isEmpty()) {
        switch (m_view.query.scope) {
        case IdentityScope::Correlated:
            m_matching->setText(u"All correlated identities (%1)"_s.arg(total));
            break;
        case IdentityScope::Uncorrelated:
            m_matching->setText(u"All uncorrelated identities (%1)"_s.arg(total));
            break;
        case IdentityScope::All:
            m_matching->setText(u"All identities (%1)"_s.arg(total));
            break;
        }
    } else {
        m_matching->setText(u"All matching the filter (%1)"_s.arg(total));
    }
    m_matching->setEnabled(m_view.total > 0);
    (selected > 0 ? m_selected : m_matching)->setChecked(true);
    connect(m_selected, &QRadioButton::toggled, this, &ExportDialog::updateSummary);

    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(u"What"_s, box));
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

/// The ending of the file follows, where it is one of ours.
void ExportDialog::followFormat(ExportFormat format)
{
    const bool csv = format == ExportFormat::Csv;
    const QString path = m_path->text();
    const QString from = csv ? u".jsonl"_s : u".csv"_s;
    if (path.endsWith(from))
        m_path->setText(path.chopped(from.size()) + (csv ? u".csv"_s : u".jsonl"_s));
}

QWidget* ExportDialog::makeFile()
{
    auto* box = new QWidget(this);
    m_path = new QLineEdit(defaultPath(), box);
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(u"File"_s);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::updateSummary);
    auto* browse = new QPushButton(u"Browse…"_s, box);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this] {
        auto* chooser = new QFileDialog(this, u"Export to"_s, m_path->text());
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setAcceptMode(QFileDialog::AcceptSave);
        const bool csv = m_format->format() == ExportFormat::Csv;
        chooser->setDefaultSuffix(csv ? u"csv"_s : u"jsonl"_s);
        chooser->setNameFilter(
            csv ? u"CSV files (*.csv)"_s : u"JSON Lines files (*.jsonl)"_s);
        connect(chooser, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
        chooser->open();
    });
    m_template = secondaryLabel({}, box);
    m_template->setWordWrap(true);
    m_problem = plainLabel({}, box);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(u"File"_s, box));
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addWidget(m_template);
    return box;
}

QString ExportDialog::defaultPath() const
{
    const QString directory
        = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const bool usable = QFileInfo(directory).isDir();
    return QDir(usable ? directory : QDir::homePath())
        .filePath(u"{tenant}-{view}-{date}-{time}.csv"_s);
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
    return expandExportPath(m_path->text().trimmed(), m_services.tenant.name, viewName(),
        m_services.clock.utcNow().toLocalTime());
}

qint64 ExportDialog::count() const
{
    return m_selected->isChecked() ? m_selection.count() : m_view.total;
}

QString ExportDialog::columnsProblem() const
{
    return m_columns->ticked().isEmpty() ? u"Choose at least one column."_s : QString();
}

QString ExportDialog::pathProblem(bool* blocks) const
{
    *blocks = true;
    const QFileInfo file(expandedPath());
    if (m_path->text().trimmed().isEmpty())
        return u"Choose a file."_s;
    if (!file.isAbsolute())
        return u"Write the whole path of the file."_s;
    if (const QString refusal = exportPathProblem(file.filePath()); !refusal.isEmpty())
        return refusal;
    if (!file.dir().exists())
        return u"The folder %1 does not exist."_s.arg(file.path());
    *blocks = false;
    return file.exists() ? u"%1 exists and will be replaced."_s.arg(file.fileName()) : QString();
}

void ExportDialog::updateSummary()
{
    if (m_path == nullptr)
        return; // the dialog is still being built
    bool blocks = true;
    QString problem = columnsProblem();
    if (problem.isEmpty())
        problem = pathProblem(&blocks);
    m_problem->setText(problem);
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText,
        blocks ? themeColors(palette()).errorText : themeColors(palette()).warningText);
    m_problem->setPalette(colored);
    m_problem->setVisible(!problem.isEmpty());
    const QString name = QFileInfo(expandedPath()).fileName();
    m_template->setText(m_path->text().contains(u'{')
            ? u"%1 · readable by you only · written whole or not at all"_s.arg(name)
            : u"readable by you only · written whole or not at all"_s);

    const qint64 rows = count();
    const qint64 each = request().ids ? recommendedIdsPerFilter : ListIdentities::maxLimit;
    const qint64 requests = std::max<qint64>(1, (rows + each - 1) / each);
    const qint64 seconds
        = std::max<qint64>(1, (requests / RequestsPerWindow) * WindowSeconds + requests % 100 / 20);
    m_cost->setText(u"%1 · about %2"_s.arg(requests == 1
            ? u"1 request"_s
            : u"%1 requests"_s.arg(numberText(requests)),
        exportDurationText(seconds)));
    m_start->setText(u"Export %1"_s.arg(numberText(rows)));
    m_start->setEnabled(rows > 0 && (problem.isEmpty() || !blocks));
}

ExportRequest ExportDialog::request() const
{
    // Everything in the view is what "all matching" would tick.
    SelectionStore all;
    all.selectAllMatching(m_view.query, m_view.total);
    const SelectionStore& wanted = m_selected->isChecked() ? m_selection : all;
    ExportRequest request = subjectOf(wanted, m_view.query.sorters).who;
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
    const ExportRequest wanted = request();
    m_services.settings.setValue(Setting::ExportOptions, preset({}).toText());
    m_written = wanted.path;
    m_export = std::make_unique<IdentityExport>(m_services.client, m_services.clock, wanted);
    connect(m_export.get(), &IdentityExport::progress, m_progress,
        &ExportProgressPage::showProgress);
    connect(m_export.get(), &IdentityExport::finished, this, &ExportDialog::onFinished);
    m_pages->widget(0)->hide(); // or its size would keep the dialog large
    m_pages->setCurrentIndex(1);
    resize(ProgressSize);
    m_progress->showStart(
        u"Exporting %1 to %2"_s.arg(identitiesText(count()), QFileInfo(wanted.path).fileName()));
    m_cost->clear();
    m_start->hide();
    m_cancel->setText(u"Cancel export"_s);
    m_export->start();
}

void ExportDialog::onFinished(const IdentityExport::Outcome& outcome)
{
    m_cancel->setText(u"Close"_s);
    m_cancel->setDefault(true);
    if (outcome) {
        m_progress->showEnd(outcome->summary(), m_written);
        m_progress->offerFile(static_cast<bool>(m_services.openFile),
            static_cast<bool>(m_services.showInFolder));
        emit exported(outcome->summary());
    } else if (outcome.error().kind == ApiError::Kind::Cancelled) {
        offerBack(u"Cancelled. No file was written."_s, {});
    } else {
        offerBack(u"Not exported. No file was written."_s, outcome.error().sentence());
    }
    m_export.release()->deleteLater();
}

void ExportDialog::offerBack(const QString& title, const QString& text)
{
    m_progress->showEnd(title, text);
    // Everything that was chosen is still there.
    m_start->setText(u"Back"_s);
    m_start->show();
    m_start->disconnect(this);
    connect(m_start, &QPushButton::clicked, this, [this] {
        m_start->disconnect(this);
        connect(m_start, &QPushButton::clicked, this, &ExportDialog::begin);
        m_pages->setCurrentIndex(0);
        resize(OptionsSize);
        m_cancel->setText(u"Cancel"_s);
        m_start->setDefault(true);
        updateSummary();
    });
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
