#include "ui/export/exportdialog.h"

#include "ui/export/exportcolumnlist.h"
#include "ui/export/exportfilebox.h"
#include "ui/export/exportformatbox.h"
#include "ui/export/exportpresetbox.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/text.h"

#include "api/filter/filterexpression.h"
#include "base/abouttime.h"
#include "base/clock.h"
#include "base/plaintext.h"
#include "models/operations/operationcost.h"
#include "models/table/connectionstatus.h"
#include "profile/settings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize FirstSize(720, 640);

} // namespace

ExportDialog::ExportDialog(const UiServices& services, const SelectionStore& selection,
    const ExportView& view, const std::optional<ExportStart>& start, QWidget* parent)
    : DialogFrame(u"exportDialog"_s, tr("Export identities"), parent)
    , m_services(services)
    , m_view(view)
    , m_ticked(ExportSubject::ticked(selection, view))
    , m_shown(ExportSubject::shown(view))
    , m_cost(secondaryLabel({}, this))
{
    showTenant(services.tenant);
    m_cost->setObjectName(u"cost"_s);
    addAside(m_cost, 1);
    addCancel();
    m_start = addConfirm(u"start"_s, {});
    auto* top = new QHBoxLayout;
    top->setSpacing(24);
    top->addLayout(makeLeft(), 1);
    top->addLayout(makeRight(), 1);
    body().setSpacing(16);
    body().addLayout(top, 1);
    m_file = new ExportFileBox(this);
    connect(m_file, &ExportFileBox::changed, this, &ExportDialog::update);
    connect(m_format, &ExportFormatBox::formatChanged, m_file, &ExportFileBox::setFormat);
    body().addWidget(m_file);
    begin(start);
    update();
    resize(FirstSize);
}

QLayout* ExportDialog::makeLeft()
{
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(makeWhat());
    m_format = new ExportFormatBox(this);
    left->addWidget(m_format);
    left->addStretch();
    return left;
}

QLayout* ExportDialog::makeRight()
{
    m_columns = new ExportColumnList(m_view.columns, m_view.attributes, this);
    connect(m_columns, &ExportColumnList::changed, this, &ExportDialog::update);
    m_presets = new ExportPresetBox(
        m_services.settings.value(Setting::ExportPresets).toStringList(), this);
    connect(m_presets, &ExportPresetBox::chosen, this, &ExportDialog::applyPreset);
    connect(m_presets, &ExportPresetBox::saveRequested, this, &ExportDialog::savePreset);
    connect(m_presets, &ExportPresetBox::removed, this, &ExportDialog::keepPresets);
    auto* right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_columns, 1);
    right->addWidget(m_presets);
    return right;
}

QString ExportDialog::viewTitle() const
{
    const QString total = numberText(m_view.total);
    if (!m_view.query.onlyIds.isEmpty())
        return tr("All in the view, which shows selected only (%1)").arg(total);
    if (!m_view.filterWords.isEmpty())
        return tr("All matching the filter (%1)").arg(total);
    switch (m_view.query.scope) {
    case IdentityScope::Correlated:
        return tr("All correlated identities (%1)").arg(total);
    case IdentityScope::Uncorrelated:
        return tr("All uncorrelated identities (%1)").arg(total);
    case IdentityScope::All:
        return tr("All identities (%1)").arg(total);
    }
    Q_UNREACHABLE();
}

QWidget* ExportDialog::makeWhat()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(sectionLabel(tr("What"), box));
    const auto add = [&](const QString& name, const QString& text) {
        auto* made = new QRadioButton(text, box);
        made->setObjectName(name);
        connect(made, &QRadioButton::toggled, this, &ExportDialog::update);
        layout->addWidget(made);
        return made;
    };
    const auto addWords = [&](const QString& words) {
        QLabel* label = secondaryLabel(words, box);
        label->setWordWrap(true);
        label->setContentsMargins(22, 0, 0, 0);
        layout->addWidget(label);
        return label;
    };
    m_selected = add(u"selected"_s, tr("Selected (%1)").arg(numberText(m_ticked.count)));
    m_selected->setEnabled(m_ticked.count > 0);
    m_matching = add(u"matching"_s, viewTitle());
    m_matching->setEnabled(m_view.total > 0);
    if (m_view.query.onlyIds.isEmpty() && !m_view.filterWords.isEmpty())
        addWords(NamedView { .query = m_view.query }.words());
    m_kept = add(u"kept"_s, {});
    m_keptWords = addWords({});
    m_kept->hide();
    m_keptWords->hide();
    return box;
}

void ExportDialog::begin(const std::optional<ExportStart>& start)
{
    if (start) {
        applyHow(start->how);
        chooseWhom(start->how, start->whom);
        message().sayWarning(start->problem);
        if (m_kept->isChecked())
            m_kept->setFocus();
        return;
    }
    (m_ticked.count > 0 ? m_selected : m_matching)->setChecked(true);
    // The choices of the last export of this tenant, or of the settings before there was one; the
    // columns are the table's.
    const Settings& settings = m_services.settings;
    auto last = ExportPreset::fromText(settings.value(Setting::ExportOptions).toString());
    if (!last)
        last = ExportPreset::fromText(settings.value(Setting::ExportDefaults).toString());
    if (last)
        m_format->apply(*last);
}

/// One more choice of whom to export.
void ExportDialog::offer(const ExportSubject& whom)
{
    m_given = whom;
    m_kept->setText(m_presetName.isEmpty()
            ? tr("The same as before")
            : tr("Those of “%1”").arg(menuText(shownLine(m_presetName))));
    m_keptWords->setText(whom.words);
    m_kept->show();
    m_keptWords->show();
    m_kept->setChecked(true);
}

const ExportSubject* ExportDialog::subject() const
{
    return m_selected->isChecked() ? &m_ticked
        : m_matching->isChecked()  ? &m_shown
        : m_kept->isChecked()      ? &m_given
                                   : nullptr;
}

ExportPreset ExportDialog::preset(const QString& name) const
{
    ExportPreset made { .name = name, .path = m_file->path(), .columns = m_columns->ticked() };
    if (m_selected->isChecked())
        made.whom = ExportPreset::Whom::Ticked;
    else if (m_presets->keepsView()) {
        made.whom = ExportPreset::Whom::View;
        made.view = m_kept->isChecked() ? m_givenHow.view : keptView(m_view.query);
    } else if (!subject() || (m_kept->isChecked() && m_givenHow.view.isEmpty())) {
        made.whom = m_givenHow.whom; // as it was, also while nobody is chosen
        made.view = m_givenHow.view;
    }
    m_format->fill(made);
    return made;
}

void ExportDialog::applyHow(const ExportPreset& preset)
{
    m_presetName = preset.name;
    m_presets->show(preset.name);
    m_format->apply(preset);
    if (!preset.columns.isEmpty())
        m_columns->setTicked(preset.columns);
    if (!preset.path.isEmpty())
        m_file->setPath(preset.path);
}

void ExportDialog::applyPreset(const ExportPreset& preset)
{
    message().clear();
    applyHow(preset);
    chooseWhom(preset, ExportSubject::of(preset, m_view.query.snapshot));
    update();
}

/// If they cannot be chosen nobody is: everybody would be a dangerous guess.
void ExportDialog::chooseWhom(const ExportPreset& preset, const std::optional<ExportSubject>& whom)
{
    const QList<QRadioButton*> choices { m_selected, m_matching, m_kept };
    for (QRadioButton* choice : choices) {
        choice->setAutoExclusive(false);
        choice->setChecked(false);
    }
    for (QRadioButton* choice : choices)
        choice->setAutoExclusive(true);
    m_givenHow = preset;
    if (whom)
        offer(*whom);
    else if (preset.whom == ExportPreset::Whom::Ticked)
        m_selected->setChecked(m_selected->isEnabled());
    else if (preset.whom == ExportPreset::Whom::Shown)
        m_matching->setChecked(m_matching->isEnabled());
}

void ExportDialog::savePreset(const QString& name)
{
    m_columns->addTyped(); // one that is typed belongs to it
    m_presetName = name;
    m_presets->save(preset(name));
    keepPresets();
    update();
}

void ExportDialog::keepPresets()
{
    m_services.settings.setValue(Setting::ExportPresets, m_presets->saved());
    emit presetsChanged();
}

QString ExportDialog::expandedPath() const
{
    const ExportSubject* const whom = subject();
    return expandExportPath(m_file->path(), m_services.tenant.name,
        !m_presetName.isEmpty() ? m_presetName
            : whom              ? whom->fileWord
                                : QString(),
        m_services.clock.utcNow().toLocalTime());
}

void ExportDialog::update()
{
    if (m_file == nullptr)
        return; // the dialog is still being built
    const ExportSubject* const whom = subject();
    const QString path = expandedPath();
    m_presets->setCanKeepView(m_matching->isChecked()
            ? m_view.query.onlyIds.isEmpty()
            : m_kept->isChecked() && !m_givenHow.view.isEmpty());
    const QString problem = m_columns->ticked().isEmpty() ? tr("Choose at least one column.")
        : !whom                                           ? tr("Choose whom to export.")
                                                          : exportProblem(path, m_services.jobs);
    const bool isGood = m_file->show(path, problem);
    const qint64 rows = whom ? whom->count : 0;
    m_start->setText(rows > 0 ? tr("Export %1").arg(numberText(rows)) : tr("Export"));
    m_start->setEnabled(rows != 0 && isGood);
    if (whom && whom->who.snapshot) {
        m_cost->setText(tr("No request: read from the snapshot of %1", "a time")
                            .arg(absoluteTime(whom->who.snapshot->takenAt())));
        return;
    }
    if (rows <= 0) {
        m_cost->clear();
        return;
    }
    const qint64 each = whom->who.ids ? recommendedIdsPerFilter : ListIdentities::maxLimit;
    const qint64 requests = (rows + each - 1) / each;
    m_cost->setText(tr("%1 · %2", "requests, about how long")
                        .arg(tr("%Ln requests", "%Ln request", pluralCount(requests)),
                            aboutText(jobMs(requests, 1, m_services.status.current()))));
}

void ExportDialog::confirm()
{
    m_columns->addTyped(); // what is typed is meant
    m_presets->saveTyped();
    const ExportSubject* const whom = subject();
    const ExportPreset how = preset(m_presetName);
    const QString path = expandedPath();
    if (!whom || !exportProblem(path, m_services.jobs).isEmpty()) {
        update(); // as it is by now
        return;
    }
    m_services.settings.setValue(Setting::ExportOptions, how.toText());
    emit confirmed(how, *whom, path);
    accept();
}

} // namespace ic
