#include "ui/dialogs/exportdialog.h"

#include "ui/icons.h"
#include "ui/tenantband.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "base/clock.h"
#include "csv/exportsink.h"
#include "models/selectionstore.h"

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
#include <QListWidget>
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

constexpr int FieldRole = Qt::UserRole;
constexpr int RequestsPerWindow = 100;
constexpr int WindowSeconds = 10;
constexpr int Margin = 16;
constexpr QSize OptionsSize(640, 584);
constexpr QSize ProgressSize(560, 236);

/// A file name may hold only what every system takes.
QString fileNamePart(QString text)
{
    for (QChar& c : text) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
        if (!plain)
            c = u'-';
    }
    return text;
}

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
    left->addWidget(makeCsvOptions());
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

QWidget* ExportDialog::makeCsvOptions()
{
    auto* box = new QWidget(this);
    m_delimiter = new QComboBox(box);
    m_delimiter->setObjectName(u"delimiter"_s);
    m_delimiter->setAccessibleName(u"Delimiter"_s);
    m_delimiter->addItem(u"Comma"_s, QChar(u','));
    m_delimiter->addItem(u"Semicolon"_s, QChar(u';'));
    m_delimiter->addItem(u"Tab"_s, QChar(u'\t'));
    m_bom = new QCheckBox(u"BOM, so that Excel reads UTF-8"_s, box);
    m_bom->setObjectName(u"bom"_s);
    m_guard = new QCheckBox(u"Guard against formulas"_s, box);
    m_guard->setObjectName(u"guard"_s);
    m_guard->setChecked(true);
    QLabel* why = secondaryLabel(
        u"Puts ' before values that begin with = + - @. Names come from outside: leave this on."_s,
        box);
    why->setWordWrap(true);
    why->setContentsMargins(22, 0, 0, 0);

    auto* row = new QHBoxLayout;
    row->addWidget(plainLabel(u"Delimiter"_s, box));
    row->addWidget(m_delimiter, 1);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(sectionLabel(u"CSV"_s, box));
    layout->addLayout(row);
    layout->addWidget(m_bom);
    layout->addWidget(m_guard);
    layout->addWidget(why);
    return box;
}

QWidget* ExportDialog::makeColumns()
{
    auto* box = new QWidget(this);
    m_columnsTitle = sectionLabel({}, box);
    m_columns = new QListWidget(box);
    m_columns->setObjectName(u"columns"_s);
    m_columns->setAccessibleName(u"Columns and order"_s);
    m_columns->setDragDropMode(QAbstractItemView::InternalMove);
    m_columns->setAlternatingRowColors(true);
    m_columns->setToolTip(u"Drag to change the order"_s);
    // What the table shows comes first and in its order, the rest after it.
    QList<FieldId> order = m_view.columns;
    for (const IdentityField& field : identityFields()) {
        if (!order.contains(field.id))
            order += field.id;
    }
    for (const FieldId id : order) {
        auto* item = new QListWidgetItem(identityField(id).title, m_columns);
        item->setData(FieldRole, static_cast<int>(id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
            | Qt::ItemIsDragEnabled);
        const bool shown = m_view.columns.contains(id) || id == FieldId::Id;
        item->setCheckState(shown ? Qt::Checked : Qt::Unchecked);
    }
    connect(m_columns, &QListWidget::itemChanged, this, &ExportDialog::updateSummary);
    auto* all = new QPushButton(u"All"_s, box);
    all->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] {
        for (int i = 0; i < m_columns->count(); ++i)
            m_columns->item(i)->setCheckState(Qt::Checked);
    });
    auto* asTable = new QPushButton(u"As in table"_s, box);
    asTable->setAutoDefault(false);
    connect(asTable, &QPushButton::clicked, this, [this] {
        for (int i = 0; i < m_columns->count(); ++i) {
            QListWidgetItem* item = m_columns->item(i);
            const auto id = static_cast<FieldId>(item->data(FieldRole).toInt());
            item->setCheckState(m_view.columns.contains(id) ? Qt::Checked : Qt::Unchecked);
        }
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addWidget(asTable);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_columnsTitle);
    layout->addWidget(m_columns, 1);
    layout->addLayout(buttons);
    return box;
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
        chooser->setDefaultSuffix(u"csv"_s);
        chooser->setNameFilter(u"CSV files (*.csv)"_s);
        connect(chooser, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
        chooser->open();
    });
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
    layout->addWidget(secondaryLabel(u"readable by you only · written whole or not at all"_s, box));
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
    layout->addStretch();
    return page;
}

QString ExportDialog::defaultPath() const
{
    const QString directory
        = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString when
        = m_services.clock.utcNow().toLocalTime().toString(u"yyyyMMdd-HHmm"_s);
    const QString name = u"%1-identities-%2.csv"_s.arg(fileNamePart(m_services.tenant.name), when);
    const bool usable = QFileInfo(directory).isDir();
    return QDir(usable ? directory : QDir::homePath()).filePath(name);
}

qint64 ExportDialog::count() const
{
    return m_selected->isChecked() ? m_selection.count() : m_view.total;
}

void ExportDialog::updateSummary()
{
    if (m_path == nullptr)
        return; // the dialog is still being built
    int ticked = 0;
    for (int i = 0; i < m_columns->count(); ++i)
        ticked += m_columns->item(i)->checkState() == Qt::Checked ? 1 : 0;
    m_columnsTitle->setText(
        u"Columns and order (%1 of %2)"_s.arg(ticked).arg(m_columns->count()));

    const QFileInfo file(m_path->text().trimmed());
    QString problem;
    bool blocks = true;
    if (ticked == 0)
        problem = u"Choose at least one column."_s;
    else if (m_path->text().trimmed().isEmpty())
        problem = u"Choose a file."_s;
    else if (!file.isAbsolute())
        problem = u"Write the whole path of the file."_s;
    else if (!exportPathProblem(file.filePath()).isEmpty())
        problem = exportPathProblem(file.filePath());
    else if (!file.dir().exists())
        problem = u"The folder %1 does not exist."_s.arg(file.path());
    else if (file.exists()) {
        problem = u"This file exists and will be replaced."_s;
        blocks = false;
    }
    m_problem->setText(problem);
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText,
        blocks ? themeColors(palette()).errorText : themeColors(palette()).warningText);
    m_problem->setPalette(colored);
    m_problem->setVisible(!problem.isEmpty());

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
        .path = m_path->text().trimmed(),
    };
    if (selection && m_selection.isAllMatching())
        request.except = m_selection.ids();
    else if (selection)
        request.ids = m_selection.ids().values();
    request.columns.clear();
    for (int i = 0; i < m_columns->count(); ++i) {
        const QListWidgetItem* item = m_columns->item(i);
        if (item->checkState() == Qt::Checked)
            request.columns += exportColumn(static_cast<FieldId>(item->data(FieldRole).toInt()));
    }
    request.csv.delimiter = m_delimiter->currentData().toChar().toLatin1();
    request.csv.bom = m_bom->isChecked();
    request.csv.formulaGuard = m_guard->isChecked();
    return request;
}

void ExportDialog::begin()
{
    const ExportRequest wanted = request();
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
        m_progressText->setText(m_path->text().trimmed());
        emit exported(outcome->summary());
    } else if (outcome.error().kind == ApiError::Kind::Cancelled) {
        m_progressTitle->setText(u"Cancelled. No file was written."_s);
        m_progressText->clear();
    } else {
        showError(outcome.error().sentence());
    }
    m_export.release()->deleteLater();
}

void ExportDialog::showError(const QString& text)
{
    m_progressTitle->setText(u"Not exported. No file was written."_s);
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
