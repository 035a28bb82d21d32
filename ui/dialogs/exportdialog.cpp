#include "ui/dialogs/exportdialog.h"

#include "ui/dialogs/exportcolumnlist.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "base/clock.h"
#include "csv/exportsink.h"
#include "models/selectionstore.h"
#include "profile/settings.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
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

QString durationText(qint64 seconds)
{
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

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
    m_pages->addWidget(makeProgress());

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
    // The choices of the last export of this tenant; its columns only if the table's are the same.
    if (auto last = ExportPreset::fromText(
            services.settings.value(Setting::ExportOptions).toString())) {
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
    left->addWidget(makeFormat());
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
    QString words = m_view.filterWords;
    if (words.isEmpty()) {
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

QWidget* ExportDialog::makeFormat()
{
    auto* box = new QWidget(this);
    m_csv = new QRadioButton(u"CSV"_s, box);
    m_csv->setObjectName(u"csv"_s);
    m_csv->setChecked(true);
    m_jsonLines = new QRadioButton(u"JSON Lines"_s, box);
    m_jsonLines->setObjectName(u"jsonLines"_s);
    m_jsonLines->setToolTip(u"One JSON object a line, with the chosen columns"_s);
    auto* formats = new QHBoxLayout;
    formats->setSpacing(16);
    formats->addWidget(m_csv);
    formats->addWidget(m_jsonLines);
    formats->addStretch();

    m_csvOptions = new QWidget(box);
    m_delimiter = new QComboBox(m_csvOptions);
    m_delimiter->setObjectName(u"delimiter"_s);
    m_delimiter->setAccessibleName(u"Delimiter"_s);
    m_delimiter->addItem(u"Comma"_s, QChar(u','));
    m_delimiter->addItem(u"Semicolon"_s, QChar(u';'));
    m_delimiter->addItem(u"Tab"_s, QChar(u'\t'));
    m_header = new QComboBox(m_csvOptions);
    m_header->setObjectName(u"header"_s);
    m_header->setAccessibleName(u"Header names"_s);
    m_header->addItem(u"API names"_s, false);
    m_header->addItem(u"As shown"_s, true);
    m_bom = new QCheckBox(u"BOM, so that Excel reads UTF-8"_s, m_csvOptions);
    m_bom->setObjectName(u"bom"_s);
    m_guard = new QCheckBox(u"Guard against formulas"_s, m_csvOptions);
    m_guard->setObjectName(u"guard"_s);
    m_guard->setChecked(true);
    QLabel* why = secondaryLabel(
        u"Puts ' before values that begin with = + - @. Names come from outside: leave this on."_s,
        m_csvOptions);
    why->setWordWrap(true);
    why->setContentsMargins(22, 0, 0, 0);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(plainLabel(u"Delimiter"_s), m_delimiter);
    form->addRow(plainLabel(u"Header names"_s), m_header);
    auto* options = new QVBoxLayout(m_csvOptions);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(8);
    options->addLayout(form);
    options->addWidget(m_bom);
    options->addWidget(m_guard);
    options->addWidget(why);
    connect(m_csv, &QRadioButton::toggled, this, [this](bool csv) {
        m_csvOptions->setEnabled(csv);
        if (m_path == nullptr)
            return;
        // The ending follows, where it is one of ours.
        QString path = m_path->text();
        const QString from = csv ? u".jsonl"_s : u".csv"_s;
        if (path.endsWith(from))
            m_path->setText(path.chopped(from.size()) + (csv ? u".csv"_s : u".jsonl"_s));
    });

    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(sectionLabel(u"Format"_s, box));
    layout->addLayout(formats);
    layout->addWidget(m_csvOptions);
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
    layout->addWidget(makePresets());
    return box;
}

QWidget* ExportDialog::makePresets()
{
    auto* box = new QWidget(this);
    m_presets = new QComboBox(box);
    m_presets->setObjectName(u"presets"_s);
    m_presets->setAccessibleName(u"Preset"_s);
    m_presets->addItem(u"Choose a preset…"_s);
    for (const QString& text : m_services.settings.value(Setting::ExportPresets).toStringList()) {
        if (const auto saved = ExportPreset::fromText(text))
            m_presets->addItem(saved->name, text);
    }
    connect(m_presets, &QComboBox::activated, this, &ExportDialog::choosePreset);
    m_presetName = new QLineEdit(box);
    m_presetName->setObjectName(u"presetName"_s);
    m_presetName->setPlaceholderText(u"Name to save these choices"_s);
    m_presetName->setAccessibleName(u"Name of the preset"_s);
    auto* save = new QPushButton(u"Save preset"_s, box);
    save->setAutoDefault(false);
    save->setObjectName(u"savePreset"_s);
    connect(save, &QPushButton::clicked, this, &ExportDialog::savePreset);
    auto* row = new QHBoxLayout;
    row->addWidget(m_presetName, 1);
    row->addWidget(save);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(u"Preset"_s, box));
    layout->addWidget(m_presets);
    layout->addLayout(row);
    return box;
}

ExportPreset ExportDialog::preset(const QString& name) const
{
    ExportPreset made { .name = name,
        .format = m_csv->isChecked() ? ExportFormat::Csv : ExportFormat::JsonLines,
        .columns = m_columns->ticked() };
    made.csv.delimiter = m_delimiter->currentData().toChar().toLatin1();
    made.csv.shownNames = m_header->currentData().toBool();
    made.csv.bom = m_bom->isChecked();
    made.csv.formulaGuard = m_guard->isChecked();
    return made;
}

void ExportDialog::applyPreset(const ExportPreset& preset)
{
    (preset.format == ExportFormat::Csv ? m_csv : m_jsonLines)->setChecked(true);
    m_delimiter->setCurrentIndex(
        m_delimiter->findData(QChar(QLatin1Char(preset.csv.delimiter))));
    m_header->setCurrentIndex(m_header->findData(preset.csv.shownNames));
    m_bom->setChecked(preset.csv.bom);
    m_guard->setChecked(preset.csv.formulaGuard);
    if (!preset.columns.isEmpty())
        m_columns->setTicked(preset.columns);
}

void ExportDialog::choosePreset(int index)
{
    if (const auto chosen = ExportPreset::fromText(m_presets->itemData(index).toString()))
        applyPreset(*chosen);
}

void ExportDialog::savePreset()
{
    const QString name = m_presetName->text().trimmed();
    if (name.isEmpty()) {
        m_presetName->setFocus();
        return;
    }
    m_presetName->clear();
    const QString text = preset(name).toText();
    int at = m_presets->findText(name);
    if (at <= 0) {
        m_presets->addItem(name, text);
        at = m_presets->count() - 1;
    }
    m_presets->setItemData(at, text);
    m_presets->setCurrentIndex(at);
    QStringList all;
    for (int i = 1; i < m_presets->count(); ++i)
        all += m_presets->itemData(i).toString();
    m_services.settings.setValue(Setting::ExportPresets, all);
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
        const bool csv = m_csv->isChecked();
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

QWidget* ExportDialog::makeProgress()
{
    auto* page = new QWidget(this);
    m_progressTitle = plainLabel({}, page);
    m_progressTitle->setObjectName(u"progressTitle"_s);
    m_progressTitle->setWordWrap(true);
    QFont title = font();
    title.setPixelSize(16);
    title.setWeight(QFont::DemiBold);
    m_progressTitle->setFont(title);
    m_bar = new QProgressBar(page);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(u"Export progress"_s);
    m_progressText = secondaryLabel({}, page);
    m_progressText->setObjectName(u"progressText"_s);
    m_progressText->setWordWrap(true);
    m_progressText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addWidget(m_progressTitle);
    layout->addWidget(m_bar);
    layout->addWidget(m_progressText);
    m_openFile = new QPushButton(u"Open file"_s, page);
    m_showFolder = new QPushButton(u"Show in folder"_s, page);
    for (QPushButton* button : { m_openFile, m_showFolder }) {
        button->setAutoDefault(false);
        button->hide();
    }
    connect(m_openFile, &QPushButton::clicked, this, [this] { m_services.openFile(m_written); });
    connect(m_showFolder, &QPushButton::clicked, this,
        [this] { m_services.showInFolder(m_written); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_openFile);
    row->addWidget(m_showFolder);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    return page;
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
    if (m_selected->isChecked())
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
    const bool byId = m_selected->isChecked() && !m_selection.isAllMatching();
    const qint64 each = byId ? 100 : ListIdentities::maxLimit;
    const qint64 requests = std::max<qint64>(1, (rows + each - 1) / each);
    const qint64 seconds
        = std::max<qint64>(1, (requests / RequestsPerWindow) * WindowSeconds + requests % 100 / 20);
    m_cost->setText(u"%1 · about %2"_s.arg(requests == 1
            ? u"1 request"_s
            : u"%1 requests"_s.arg(numberText(requests)),
        durationText(seconds)));
    m_start->setText(u"Export %1"_s.arg(numberText(rows)));
    m_start->setEnabled(rows > 0 && (problem.isEmpty() || !blocks));
}

ExportRequest ExportDialog::request() const
{
    const bool selection = m_selected->isChecked();
    const IdentityQuery query = selection && m_selection.isAllMatching()
        ? m_selection.allMatchingQuery()
        : m_view.query;
    ExportRequest request {
        .filters = query.effectiveFilter(),
        .correlatedOnly = query.correlatedOnly(),
        .sorters = m_view.query.sorters,
        .path = expandedPath(),
    };
    if (selection && m_selection.isAllMatching())
        request.except = m_selection.ids();
    else if (selection)
        request.ids = m_selection.ids().values();
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
    connect(m_export.get(), &IdentityExport::progress, this, &ExportDialog::onProgress);
    connect(m_export.get(), &IdentityExport::finished, this, &ExportDialog::onFinished);
    m_pages->widget(0)->hide(); // or its size would keep the dialog large
    m_pages->setCurrentIndex(1);
    resize(ProgressSize);
    m_progressTitle->setText(
        u"Exporting %1 to %2"_s.arg(identitiesText(count()), QFileInfo(wanted.path).fileName()));
    m_bar->setRange(0, 0);
    m_bar->show();
    m_progressText->setText(u"Counting…"_s);
    m_cost->clear();
    m_start->hide();
    m_cancel->setText(u"Cancel export"_s);
    m_export->start();
}

void ExportDialog::onProgress(const ExportProgress& progress)
{
    if (progress.expected > 0) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(progress.rowsWritten * 1000 / progress.expected));
    }
    QStringList parts;
    parts += progress.expected > 0
        ? u"%1 of %2"_s.arg(numberText(progress.rowsWritten), numberText(progress.expected))
        : numberText(progress.rowsWritten);
    if (progress.rowsPerSecond >= 1)
        parts += u"%1 rows per s"_s.arg(numberText(qRound64(progress.rowsPerSecond)));
    if (progress.secondsLeft >= 0)
        parts += u"%1 left"_s.arg(durationText(progress.secondsLeft));
    if (progress.state == ExportProgress::State::Waiting)
        parts += u"waiting for the tenant or its request limit"_s;
    if (progress.state == ExportProgress::State::Saving)
        parts = { u"Saving…"_s };
    m_progressText->setText(parts.join(u" · "_s));
}

void ExportDialog::onFinished(const IdentityExport::Outcome& outcome)
{
    m_bar->hide();
    m_cancel->setText(u"Close"_s);
    m_cancel->setDefault(true);
    if (outcome) {
        m_progressTitle->setText(outcome->summary());
        m_progressText->setText(m_written);
        m_openFile->setVisible(static_cast<bool>(m_services.openFile));
        m_showFolder->setVisible(static_cast<bool>(m_services.showInFolder));
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
    m_progressTitle->setText(title);
    m_progressText->setText(text);
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
