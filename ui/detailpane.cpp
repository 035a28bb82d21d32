#include "ui/detailpane.h"

#include "ui/icons.h"
#include "ui/statepage.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "models/relativetime.h"
#include "models/statuswords.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LabelWidth = 112;
constexpr int InitialsSide = 40;

QString orDash(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

QFont fixedFont(const QWidget& widget)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const int size = widget.font().pixelSize();
    font.setPixelSize(size > 0 ? size - 1 : 12);
    return font;
}

/// The first letters of the first and last word; whole characters, also beyond the basic plane.
QString initialsOf(const QString& name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    const auto first = [](const QString& word) {
        const QList<uint> points = word.left(2).toUcs4();
        if (points.isEmpty() || !QChar::isLetterOrNumber(points.first()))
            return QString();
        const char32_t point = points.first();
        return QString::fromUcs4(&point, 1).toUpper();
    };
    if (words.isEmpty())
        return {};
    return words.size() == 1 ? first(words.first()) : first(words.first()) + first(words.last());
}

} // namespace

DetailPane::DetailPane(IdentityDetail& detail, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_clock(clock)
    , m_pages(new QStackedWidget(this))
    , m_empty(new StatePage(this))
    , m_tabs(new QTabWidget(this))
{
    setAccessibleName(u"Details"_s);
    m_empty->setState(u"user-round"_s, u"No identity open"_s, u"Click a row to see it here."_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->addTab(makeOverview(), u"Overview"_s);
    m_tabs->addTab(makeAttributes(), u"Attributes"_s);
    m_tabs->addTab(makeJson(), u"JSON"_s);

    auto* content = new QWidget(this);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(makeHeader());
    contentLayout->addWidget(m_tabs, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(&m_detail, &IdentityDetail::changed, this, &DetailPane::refresh);
    refresh();
}

void DetailPane::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

QWidget* DetailPane::makeHeader()
{
    auto* header = new QWidget(this);
    m_initials = plainLabel({}, header);
    m_initials->setFixedSize(InitialsSide, InitialsSide);
    m_initials->setAlignment(Qt::AlignCenter);
    m_initials->setAutoFillBackground(true);
    m_title = plainLabel({}, header);
    m_title->setObjectName(u"detailTitle"_s);
    QFont titleFont = font();
    titleFont.setPixelSize(16);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_subtitle = secondaryLabel({}, header);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_chipIcon = new QLabel(header);
    m_chip = plainLabel({}, header);

    auto* reload = new QToolButton(header);
    reload->setIcon(icon(u"refresh-cw"_s));
    reload->setAutoRaise(true);
    reload->setToolTip(u"Load this identity again (Shift+F5)"_s);
    reload->setAccessibleName(u"Load this identity again"_s);
    connect(reload, &QToolButton::clicked, &m_detail, &IdentityDetail::reload);
    auto* copy = new QToolButton(header);
    copy->setIcon(icon(u"copy"_s));
    copy->setAutoRaise(true);
    copy->setToolTip(u"Copy the id (Ctrl+Shift+C)"_s);
    copy->setAccessibleName(u"Copy the id"_s);
    connect(copy, &QToolButton::clicked, this, &DetailPane::copyId);

    auto* second = new QHBoxLayout;
    second->setSpacing(4);
    second->addWidget(m_subtitle, 1);
    second->addWidget(m_chipIcon);
    second->addWidget(m_chip);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addLayout(second);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_initials);
    top->addLayout(texts, 1);
    top->addWidget(reload);
    top->addWidget(copy);

    m_errorRow = new QWidget(header);
    m_error = plainLabel({}, m_errorRow);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* retry = new QPushButton(u"Retry"_s, m_errorRow);
    connect(retry, &QPushButton::clicked, &m_detail, &IdentityDetail::reload);
    auto* errorLayout = new QHBoxLayout(m_errorRow);
    errorLayout->setContentsMargins(0, 4, 0, 0);
    errorLayout->addWidget(m_error, 1);
    errorLayout->addWidget(retry, 0, Qt::AlignTop);

    auto* layout = new QVBoxLayout(header);
    layout->setContentsMargins(12, 10, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_errorRow);
    return header;
}

QWidget* DetailPane::makeOverview()
{
    static constexpr std::array<const char16_t*, RowCount> Labels {
        u"Display name",
        u"Account name",
        u"Email",
        u"Id",
        u"Status",
        u"Lifecycle state",
        u"Processing state",
        u"Manager",
        u"Manager of others",
        u"Last refresh",
        u"Created",
        u"Modified",
    };
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(12, 12, 8, 12);
    form->setVerticalSpacing(7);
    form->setHorizontalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (std::size_t i = 0; i < RowCount; ++i) {
        if (i == NameRow)
            form->addRow(sectionLabel(u"IDENTITY"_s));
        if (i == LastRefreshRow) {
            QLabel* section = sectionLabel(u"DATES"_s);
            section->setContentsMargins(0, 8, 0, 0);
            form->addRow(section);
        }
        const QString text = QString::fromUtf16(Labels[i]);
        QLabel* label = secondaryLabel(text);
        label->setMinimumWidth(LabelWidth);
        QLabel* value = plainLabel({});
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setWordWrap(true);
        value->setAccessibleName(text);
        value->setMinimumWidth(40);
        value->setObjectName(u"value%1"_s.arg(i));
        if (i == IdRow) {
            value->setFont(fixedFont(*this));
            value->setWordWrap(false);
        }
        form->addRow(label, value);
        m_values[i] = value;
    }
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

QWidget* DetailPane::makeAttributes()
{
    auto* page = new QWidget(this);
    auto* find = new QLineEdit(page);
    find->setPlaceholderText(u"Find an attribute or value"_s);
    find->setAccessibleName(u"Find an attribute or value"_s);
    find->setClearButtonEnabled(true);
    find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    connect(find, &QLineEdit::textChanged, &m_attributes, &AttributeModel::setFind);
    m_attributeView = new QTreeView(page);
    m_attributeView->setModel(&m_attributes);
    m_attributeView->setRootIsDecorated(false);
    m_attributeView->setUniformRowHeights(true);
    m_attributeView->setAlternatingRowColors(true);
    m_attributeView->setFrameShape(QFrame::NoFrame);
    m_attributeView->setAccessibleName(u"Attributes"_s);
    m_attributeView->setObjectName(u"attributes"_s);
    m_attributeView->header()->resizeSection(AttributeModel::NameColumn, 150);
    m_attributeView->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* findRow = new QHBoxLayout;
    findRow->setContentsMargins(8, 0, 8, 0);
    findRow->addWidget(find);
    layout->addLayout(findRow);
    layout->addWidget(m_attributeView, 1);
    return page;
}

QWidget* DetailPane::makeJson()
{
    m_json = new QPlainTextEdit(this);
    m_json->setReadOnly(true);
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFrameShape(QFrame::NoFrame);
    m_json->setFont(fixedFont(*this));
    m_json->setAccessibleName(u"The record as the tenant sent it"_s);
    m_json->setObjectName(u"json"_s);
    return m_json;
}

void DetailPane::refresh()
{
    const IdentityDetail::State state = m_detail.state();
    m_pages->setCurrentIndex(state == IdentityDetail::State::None ? 0 : 1);
    if (state == IdentityDetail::State::None)
        return;
    const Identity& identity = m_detail.identity();
    refreshHeader(identity);
    refreshOverview(identity);
    m_attributes.setAttributes(identity.attributes);
    m_errorRow->setVisible(state == IdentityDetail::State::Failed);
    if (state == IdentityDetail::State::Failed) {
        m_error->setText(m_detail.error().sentence());
        QPalette red = palette();
        red.setColor(QPalette::WindowText, themeColors(palette()).errorText);
        m_error->setPalette(red);
        m_json->setPlainText({});
        m_json->setPlaceholderText(u"Not loaded."_s);
    } else {
        m_json->setPlaceholderText(u"Loading…"_s);
        m_json->setPlainText(m_detail.jsonText());
    }
}

void DetailPane::refreshHeader(const Identity& identity)
{
    m_title->setText(identity.name.isEmpty() ? identity.id.text() : identity.name);
    m_title->setToolTip(identity.name.toHtmlEscaped());
    m_subtitle->setText(identity.alias);
    const QString initials = initialsOf(identity.name);
    m_initials->setText(initials);
    QPalette square = palette();
    const ColorPair neutral = toneColors(Tone::Neutral, palette());
    square.setColor(QPalette::Window, neutral.fill);
    square.setColor(QPalette::WindowText, neutral.text);
    m_initials->setPalette(square);

    const StatusLook look = statusLook(identity.identityStatus);
    const ColorPair tone = toneColors(look.tone, palette());
    QPalette chip = palette();
    chip.setColor(QPalette::WindowText, tone.text);
    m_chip->setPalette(chip);
    m_chip->setText(look.word);
    m_chip->setToolTip(look.explanation.toHtmlEscaped());
    m_chipIcon->setVisible(!look.icon.isEmpty());
    if (!look.icon.isEmpty()) {
        m_chipIcon->setPixmap(
            icon(look.icon, tone.text).pixmap(QSize(12, 12), devicePixelRatioF()));
    }
}

void DetailPane::refreshOverview(const Identity& identity)
{
    const auto set = [this](Row row, const QString& text) {
        m_values[row]->setText(orDash(text));
    };
    set(NameRow, identity.name);
    set(AliasRow, identity.alias);
    set(EmailRow, identity.emailAddress);
    set(IdRow, identity.id.text());
    const StatusLook status = statusLook(identity.identityStatus);
    set(StatusRow,
        identity.identityStatus.isEmpty()
            ? QString()
            : u"%1 (%2)"_s.arg(status.word, identity.identityStatus));
    if (identity.lifecycleState) {
        set(LifecycleRow,
            identity.lifecycleState->manuallyUpdated
                ? identity.lifecycleState->stateName + u" · set by hand"_s
                : identity.lifecycleState->stateName);
    } else {
        set(LifecycleRow, {});
    }
    set(ProcessingRow, processingLook(identity.processingState).word);
    set(ManagerRow, identity.manager ? identity.manager->name : QString());
    set(IsManagerRow, identity.isManager ? u"Yes"_s : u"No"_s);
    set(LastRefreshRow, timeText(identity.lastRefresh));
    set(CreatedRow, timeText(identity.created));
    set(ModifiedRow, timeText(identity.modified));
}

QString DetailPane::timeText(const QDateTime& time) const
{
    if (!time.isValid())
        return {};
    const QDateTime now = m_clock.utcNow();
    // From a fortnight on the relative form is the date itself.
    return time.daysTo(now) >= 14 ? localTime(time)
                                  : u"%1 · %2"_s.arg(relativeTime(time, now), localTime(time));
}

void DetailPane::copyId()
{
    QGuiApplication::clipboard()->setText(m_detail.identity().id.text());
    emit notice(u"Copied the id of %1."_s.arg(m_detail.identity().name));
}

void DetailPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_json != nullptr)
        refresh();
}

} // namespace ic
