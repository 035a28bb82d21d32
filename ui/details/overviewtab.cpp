#include "ui/details/overviewtab.h"

#include "ui/details/errorbar.h"
#include "ui/details/valuelabel.h"
#include "ui/parts/agetimer.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/details/attributerows.h"
#include "models/table/statuswords.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LabelWidth = 130;
constexpr int RowSpacing = 7;

QString orDash(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

QFormLayout* makeForm(QWidget* page)
{
    auto* form = new QFormLayout(page);
    form->setContentsMargins(12, 0, 8, 0);
    form->setVerticalSpacing(RowSpacing);
    form->setHorizontalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    return form;
}

QLabel* nameLabel(const QString& text)
{
    QLabel* label = secondaryLabel({});
    label->setFixedWidth(LabelWidth);
    label->setText(label->fontMetrics().elidedText(text, Qt::ElideRight, LabelWidth));
    if (label->text() != text)
        label->setToolTip(toolTipText(text));
    return label;
}

ValueLabel* valueLabel(const QString& name)
{
    auto* value = new ValueLabel(name);
    value->setMinimumWidth(40);
    return value;
}

} // namespace

OverviewTab::OverviewTab(
    IdentityDetail& detail, PinnedAttributes& pinned, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_pinned(pinned)
    , m_clock(clock)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(14);
    column->addWidget(makePinned());
    column->addWidget(makeFields());
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ErrorBar(detail, this));
    layout->addWidget(scroll, 1);
    connect(&m_detail, &IdentityDetail::changed, this, &OverviewTab::refresh);
    connect(&m_pinned, &PinnedAttributes::changed, this, &OverviewTab::rebuildPinned);
    new AgeTimer(this, &OverviewTab::refresh);
    rebuildPinned();
    refresh();
}

QWidget* OverviewTab::makePinned()
{
    m_pinnedBox = new QWidget;
    m_pinnedBox->setObjectName(u"pinned"_s);
    m_pinnedForm = makeForm(m_pinnedBox);
    m_pinnedForm->addRow(sectionLabel(tr("PINNED")));
    return m_pinnedBox;
}

QWidget* OverviewTab::makeFields()
{
    auto* box = new QWidget;
    QFormLayout* form = makeForm(box);
    for (int i = 0; i < RowCount; ++i)
        addField(*form, static_cast<Row>(i));
    return box;
}

void OverviewTab::addField(QFormLayout& form, Row row)
{
    const std::array<QString, RowCount> labels {
        tr("Display name"),
        tr("Account name"),
        tr("Email"),
        tr("Id"),
        tr("Status"),
        tr("Lifecycle state"),
        tr("Processing state"),
        tr("Manager"),
        tr("Manager of others"),
        tr("Last refresh"),
        tr("Created"),
        tr("Modified"),
    };
    if (row == NameRow)
        form.addRow(sectionLabel(tr("IDENTITY")));
    if (row == LastRefreshRow) {
        QLabel* section = sectionLabel(tr("DATES"));
        section->setContentsMargins(0, 7, 0, 0);
        form.addRow(section);
    }
    const QString name = labels[row];
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    Field& field = m_fields[row];
    field.value = valueLabel(name);
    field.value->setObjectName(u"value%1"_s.arg(static_cast<int>(row)));
    if (row == StatusRow || row == LifecycleRow || row >= LastRefreshRow) {
        field.value->setWordWrap(false);
        field.value->setMinimumWidth(0);
        field.note = new ElidedLabel;
        setTone(*field.note, Tone::Neutral);
        field.note->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line->addWidget(field.value);
        line->addWidget(field.note);
        line->addStretch(1);
    } else {
        line->addWidget(field.value, 1);
    }
    if (row == IdRow) {
        field.value->setFont(fixedFont(fontInfo().pixelSize() - 2)); // it fits at 376
        field.value->setWordWrap(false);
    }
    if (row == ManagerRow) {
        m_manager = new LinkButton;
        m_manager->setObjectName(u"managerLink"_s);
        connect(m_manager, &LinkButton::clicked, this, [this] {
            if (const std::optional<Reference> manager = m_detail.identity().manager)
                m_detail.openById(IdentityId(manager->id), manager->name);
        });
        line->addWidget(m_manager, 1);
    }
    form.addRow(nameLabel(name), line);
}

void OverviewTab::set(Row row, const QString& value, const QString& note)
{
    const Field& field = m_fields[row];
    field.value->setValue(orDash(shownLine(value)));
    field.value->setToolTip(toolTipText(value));
    if (field.note != nullptr)
        field.note->setText(note);
}

void OverviewTab::setTime(Row row, const QDateTime& time)
{
    if (!time.isValid()) {
        set(row, {});
        return;
    }
    const QDateTime now = m_clock.utcNow();
    // From a fortnight on the relative form is the date itself.
    if (time.daysTo(now) >= 14)
        set(row, localTime(time));
    else
        set(row, relativeTime(time, now), u"· "_s + localTime(time));
    m_fields[row].value->setToolTip(exactTime(time));
}

void OverviewTab::refresh()
{
    if (m_detail.state() == IdentityDetail::State::None)
        return;
    const Identity& identity = m_detail.identity();
    set(NameRow, identity.name);
    set(AliasRow, identity.alias);
    set(EmailRow, identity.emailAddress);
    set(IdRow, identity.id.text());
    const StatusLook status = statusLook(identity.identityStatus);
    const bool knowsStatus = !identity.identityStatus.isEmpty();
    set(StatusRow, knowsStatus ? status.word : QString(),
        knowsStatus ? u"(%1)"_s.arg(identity.identityStatus) : QString());
    const LifecycleState lifecycle = identity.lifecycleState.value_or(LifecycleState());
    set(LifecycleRow, lifecycle.stateName,
        lifecycle.manuallyUpdated ? tr("· set by hand") : QString());
    set(ProcessingRow, processingLook(identity.processingState).word);
    refreshManager(identity);
    // A row that was opened by its id alone does not know.
    const bool known = !identity.alias.isEmpty() || identity.created.isValid()
        || m_detail.state() == IdentityDetail::State::Loaded;
    set(IsManagerRow, known ? (identity.isManager ? tr("Yes") : tr("No")) : QString());
    setTime(LastRefreshRow, identity.lastRefresh);
    setTime(CreatedRow, identity.created);
    setTime(ModifiedRow, identity.modified);
    showPinned();
}

void OverviewTab::refreshManager(const Identity& identity)
{
    const Reference manager = identity.manager.value_or(Reference());
    const QString text = firstShown({ manager.name, manager.id });
    const bool isLink = !manager.id.isEmpty();
    m_manager->setVisible(isLink);
    m_manager->setText(text);
    m_manager->setAccessibleName(tr("Open the manager %1").arg(text));
    m_manager->setToolTip(toolTipText(tr("Open %1 here").arg(text)));
    m_fields[ManagerRow].value->setVisible(!isLink);
    set(ManagerRow, text);
}

void OverviewTab::rebuildPinned()
{
    while (m_pinnedForm->rowCount() > 1)
        m_pinnedForm->removeRow(1);
    m_pinnedFields.clear();
    for (const QString& name : m_pinned.names()) {
        auto* row = new QWidget;
        ValueLabel* value = valueLabel(name);
        value->setObjectName(u"pinnedValue"_s);
        QLabel* hint = secondaryLabel({});
        QToolButton* unpin = makeIconButton(u"pin-off"_s, tr("Unpin %1").arg(name), row);
        unpin->setIcon(icon(u"pin-off"_s, Tone::Neutral));
        unpin->setToolTip(toolTipText(tr("Unpin %1").arg(name)));
        unpin->setIconSize(QSize(14, 14));
        unpin->setFixedSize(20, 18);
        // Queued: the row and its button vanish.
        connect(
            unpin, &QToolButton::clicked, this, [this, name] { m_pinned.setPinned(name, false); },
            Qt::QueuedConnection);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(4);
        line->addWidget(value, 1);
        line->addWidget(hint);
        line->addWidget(unpin, 0, Qt::AlignTop);
        QLabel* label = nameLabel(name);
        label->setToolTip(toolTipText(name));
        m_pinnedForm->addRow(label, row);
        m_pinnedFields += Field { value, hint };
    }
    m_pinnedBox->setVisible(!m_pinned.names().isEmpty());
    showPinned();
}

void OverviewTab::showPinned()
{
    for (qsizetype i = 0; i < m_pinnedFields.size(); ++i) {
        const ShownAttribute shown
            = shownAttribute(m_detail.identity().record.attribute(m_pinned.names().at(i)));
        m_pinnedFields.at(i).value->setValue(shown.value);
        m_pinnedFields.at(i).note->setText(shown.hint);
        m_pinnedFields.at(i).note->setVisible(!shown.hint.isEmpty());
    }
}

void OverviewTab::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_pinnedForm != nullptr)
        rebuildPinned(); // their icons have a colour of their own
}

} // namespace ic
