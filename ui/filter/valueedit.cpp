#include "ui/filter/valueedit.h"

#include "ui/filter/timeedit.h"
#include "ui/filter/valuelist.h"
#include "ui/parts/icons.h"

#include "api/filter/filterliteral.h"
#include "models/filter/filterwords.h"
#include "models/table/statuswords.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ListLines = 5;
constexpr int FieldLines = 8;
constexpr int ValueEditMargin = 12;

void addChoice(QComboBox& combo, FilterField field, const QString& value)
{
    StatusLook look;
    if (field == FilterField::CloudStatus)
        look = statusLook(value);
    else if (field == FilterField::ProcessingState)
        look = processingLook(value);
    if (look.icon.isEmpty())
        combo.addItem(valueWords(field, value), value);
    else
        combo.addItem(icon(look.icon), look.word, value);
}

bool isOrder(FilterOperator op)
{
    return op >= FilterOperator::Greater;
}

} // namespace

ValueEdit::ValueEdit(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_nothing(new QWidget(this))
    , m_text(new QLineEdit(this))
    , m_choice(new QComboBox(this))
    , m_list(new QPlainTextEdit(this))
    , m_time(new TimeEdit(this))
    , m_fields(new QListWidget(this))
    , m_offered(new ValueList(this))
{
    m_text->setObjectName(u"conditionText"_s);
    m_choice->setObjectName(u"conditionChoice"_s);
    m_list->setObjectName(u"conditionList"_s);
    m_time->setObjectName(u"conditionTime"_s);
    m_fields->setObjectName(u"conditionFields"_s);
    for (QWidget* page : { m_nothing, static_cast<QWidget*>(m_text),
             static_cast<QWidget*>(m_choice), static_cast<QWidget*>(m_list),
             static_cast<QWidget*>(m_time), static_cast<QWidget*>(m_fields) }) {
        page->setAccessibleName(tr("Value"));
        m_pages->addWidget(page);
    }
    m_fields->setAccessibleName(tr("Fields that are the same"));
    m_list->setToolTip(tr("One per line, or paste a column from a sheet. Ctrl+Enter applies."));
    m_list->setTabChangesFocus(true);
    m_list->setFixedHeight(m_list->fontMetrics().lineSpacing() * ListLines + ValueEditMargin);
    m_fields->setFixedHeight(m_fields->fontMetrics().lineSpacing() * FieldLines + ValueEditMargin);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_pages);
    layout->addWidget(m_offered);

    connect(m_text, &QLineEdit::textChanged, this, &ValueEdit::changed);
    connect(m_text, &QLineEdit::textEdited, this, &ValueEdit::offer);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ValueEdit::changed);
    connect(m_list, &QPlainTextEdit::textChanged, this, [this] {
        offer();
        emit changed();
    });
    connect(m_time, &TimeEdit::changed, this, &ValueEdit::changed);
    connect(m_fields, &QListWidget::itemChanged, this, &ValueEdit::changed);
    connect(m_offered, &ValueList::chosen, this, &ValueEdit::take);
    m_list->installEventFilter(this);
    m_text->installEventFilter(this);
}

void ValueEdit::setReach(
    FilterReach reach, const std::shared_ptr<FilterValues>& source, const QStringList& attributes)
{
    m_reach = reach;
    m_attributes = attributes;
    m_offered->setSource(source);
}

QWidget* ValueEdit::pageFor(const ConditionDraft& draft) const
{
    if (takesNoValue(draft.op))
        return m_nothing;
    if (!draft.field)
        return m_text;
    const FilterFieldInfo& field = filterFieldInfo(*draft.field);
    if (draft.field == FilterField::Duplicates || draft.field == FilterField::ChangedField)
        return m_fields;
    if (field.isTime)
        return m_time;
    if (takesList(draft.op))
        return m_list;
    const bool isEnumeration = !field.knownValues.isEmpty() && draft.op == FilterOperator::Equals;
    return field.isBoolean || isEnumeration ? static_cast<QWidget*>(m_choice) : m_text;
}

void ValueEdit::setDraft(const ConditionDraft& draft)
{
    const QSignalBlocker blocker(this);
    m_draft = draft;
    QWidget* const page = pageFor(draft);
    m_list->setPlaceholderText(
        draft.field == FilterField::Id ? tr("One id per line") : tr("One value per line"));
    m_text->setPlaceholderText(draft.field == FilterField::Attribute && isOrder(draft.op)
            ? tr("A number, a text, 2026-11-23 or now-30d")
            : QString());
    if (page == m_choice)
        fillChoice(draft);
    else if (page == m_fields)
        fillFields(draft.values);
    else if (page == m_time)
        m_time->setValue(draft.values.value(0));
    else if (page == m_list)
        m_list->setPlainText(draft.values.join(u'\n'));
    else
        m_text->setText(draft.values.value(0));
    showPage(page);
    offer();
}

void ValueEdit::fillChoice(const ConditionDraft& draft)
{
    const FilterFieldInfo& field = filterFieldInfo(*draft.field);
    m_choice->clear();
    const QStringList known
        = field.isBoolean ? QStringList { u"true"_s, u"false"_s } : field.knownValues;
    for (const QString& value : known)
        addChoice(*m_choice, *draft.field, value);
    const QString wanted = draft.values.value(0);
    if (!wanted.isEmpty() && m_choice->findData(wanted) < 0)
        addChoice(*m_choice, *draft.field, wanted);
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(wanted)));
}

void ValueEdit::fillFields(const QStringList& ticked)
{
    QStringList keys = ticked;
    for (const FilterFieldInfo& field : allFilterFields(FilterReach::Snapshot)) {
        if (filterSubject(field.apiName) && !field.isBoolean && field.field != FilterField::Id)
            keys += field.apiName;
    }
    for (const QString& key : std::as_const(m_attributes))
        keys += subjectKey({ FilterField::Attribute, key });
    keys.removeDuplicates();
    m_fields->clear();
    for (const QString& key : std::as_const(keys)) {
        auto* item = new QListWidgetItem(valueWords(FilterField::Duplicates, key), m_fields);
        item->setData(Qt::UserRole, key);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(key) ? Qt::Checked : Qt::Unchecked);
    }
}

void ValueEdit::showPage(QWidget* page)
{
    m_pages->setCurrentWidget(page);
    // The stack is as high as what it shows.
    for (int i = 0; i < m_pages->count(); ++i) {
        QWidget* one = m_pages->widget(i);
        one->setSizePolicy(
            QSizePolicy::Preferred, one == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    const int height = page == m_nothing ? m_text->sizeHint().height() : page->sizeHint().height();
    m_pages->setFixedHeight(page == m_list || page == m_fields ? page->height() : height);
    setFocusProxy(page);
}

void ValueEdit::offer()
{
    const QWidget* page = m_pages->currentWidget();
    QString key;
    if (m_reach == FilterReach::Snapshot && m_draft.field && !isOrder(m_draft.op)
        && (page == m_text || page == m_choice || page == m_list)) {
        const std::optional<FilterSubject> subject = m_draft.field == FilterField::Attribute
            ? FilterSubject { FilterField::Attribute, m_draft.attribute }
            : filterSubject(filterFieldInfo(*m_draft.field).apiName);
        if (subject && !filterFieldInfo(subject->field).isBoolean)
            key = subjectKey(*subject);
    }
    QString beginning;
    if (page == m_text)
        beginning = m_text->text();
    else if (page == m_list)
        beginning = m_list->textCursor().block().text();
    m_offered->ask(key, beginning);
}

void ValueEdit::take(const QString& value)
{
    const QWidget* page = m_pages->currentWidget();
    if (page == m_text) {
        m_text->setText(value);
    } else if (page == m_choice) {
        if (m_choice->findData(value) < 0)
            addChoice(*m_choice, *m_draft.field, value);
        m_choice->setCurrentIndex(m_choice->findData(value));
    } else if (page == m_list) {
        // In the place of what was begun; the next one gets a line of its own.
        QTextCursor cursor = m_list->textCursor();
        cursor.select(QTextCursor::BlockUnderCursor);
        const bool isFirst = cursor.block().blockNumber() == 0;
        cursor.insertText((isFirst ? QString() : u"\n"_s) + value + u'\n');
        m_list->setTextCursor(cursor);
    }
    focus();
}

QStringList ValueEdit::values() const
{
    const QWidget* page = m_pages->currentWidget();
    if (page == m_nothing)
        return {};
    if (page == m_choice)
        return { m_choice->currentData().toString() };
    if (page == m_time)
        return { m_time->value() };
    if (page == m_list)
        // Raw: the plain text has other spaces than were written.
        return m_list->document()->toRawText().split(
            QChar(QChar::ParagraphSeparator), Qt::SkipEmptyParts);
    if (page == m_text)
        return { m_text->text() };
    QStringList keys;
    for (int i = 0; i < m_fields->count(); ++i) {
        if (m_fields->item(i)->checkState() == Qt::Checked)
            keys += m_fields->item(i)->data(Qt::UserRole).toString();
    }
    return keys;
}

FilterValueKind ValueEdit::kind() const
{
    if (m_draft.field != FilterField::Attribute || m_pages->currentWidget() != m_text)
        return FilterValueKind::Text;
    const std::optional<FilterValueKind> bare = bareValueKind(m_text->text());
    // Larger and smaller are meant of numbers and times where they are some; the same is meant of
    // texts, unless it was written otherwise.
    const bool isMeant = isOrder(m_draft.op) ? bare != FilterValueKind::Flag : bare == m_draft.kind;
    return bare && isMeant ? *bare : FilterValueKind::Text;
}

QStringList ValueEdit::writtenValues() const
{
    const QWidget* page = m_pages->currentWidget();
    QStringList written = page == m_text || page == m_list ? values() : QStringList();
    written.removeAll(QString());
    return written;
}

bool ValueEdit::isWritten(const ConditionDraft& draft) const
{
    const QWidget* page = pageFor(draft);
    return page == m_text || page == m_list;
}

bool ValueEdit::isUntouched() const
{
    return values().value(0).isEmpty();
}

void ValueEdit::setProblem(const QString& problem)
{
    m_pages->currentWidget()->setAccessibleDescription(problem);
}

void ValueEdit::focus()
{
    m_pages->currentWidget()->setFocus(Qt::PopupFocusReason);
    m_text->selectAll();
}

bool ValueEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier)) {
            emit submitted();
            return true;
        }
    }
    if (watched == m_text && event->type() == QEvent::KeyPress && m_offered->isVisible()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        m_offered->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ic
