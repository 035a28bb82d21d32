#include "ui/filter/timeedit.h"

#include "api/timestamp.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostOfUnit = 999'999; // what a filter takes
constexpr int FirstNumber = 30;

constexpr int RoomForArrow = 48;

const QString Days = u"-d"_s;

} // namespace

TimeEdit::TimeEdit(QWidget* parent)
    : QWidget(parent)
    , m_number(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_fixed(new QDateTimeEdit(this))
{
    m_number->setObjectName(u"timeNumber"_s);
    m_number->setRange(0, MostOfUnit);
    m_number->setAccessibleName(tr("How long"));
    m_unit->setObjectName(u"timeUnit"_s);
    m_unit->setAccessibleName(tr("Unit of time"));
    m_fixed->setObjectName(u"timeFixed"_s);
    m_fixed->setAccessibleName(tr("Date and time"));
    m_fixed->setCalendarPopup(true);
    m_fixed->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_fixed->setMinimumWidth(
        m_fixed->fontMetrics().horizontalAdvance(u"2026-00-00 00:00"_s) + RoomForArrow);
    m_unit->addItem(tr("minutes ago"), u"-m"_s);
    m_unit->addItem(tr("hours ago"), u"-h"_s);
    m_unit->addItem(tr("days ago"), Days);
    m_unit->addItem(tr("weeks ago"), u"-w"_s);
    m_unit->addItem(tr("at a fixed time"), {});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_number);
    layout->addWidget(m_fixed, 1);
    layout->addWidget(m_unit, 1);
    setFocusProxy(m_number);

    connect(m_number, &QSpinBox::valueChanged, this, &TimeEdit::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        showParts();
        emit changed();
    });
    connect(m_fixed, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_written.clear();
        emit changed();
    });
    setValue({});
}

void TimeEdit::setValue(const QString& value)
{
    const QSignalBlocker blocks[] { QSignalBlocker(m_number), QSignalBlocker(m_unit),
        QSignalBlocker(m_fixed) };
    const QDateTime fixed = parseTimestamp(value);
    QDateTime start = QDateTime::currentDateTime();
    if (fixed.isValid())
        start = fixed.toLocalTime();
    else
        start.setTime(QTime(0, 0));
    m_fixed->setDateTime(start);
    m_written = fixed.isValid() ? value : QString();
    const bool isRelative = value.startsWith(u"now"_s) && value.size() > 4;
    const QString unit = fixed.isValid() ? QString()
        : isRelative                     ? QString(value[3]) + value.back()
                                         : Days;
    if (m_unit->findData(unit) < 0) {
        // Times ahead are in attributes and in what was written as an expression.
        m_unit->addItem(tr("minutes from now"), u"+m"_s);
        m_unit->addItem(tr("hours from now"), u"+h"_s);
        m_unit->addItem(tr("days from now"), u"+d"_s);
        m_unit->addItem(tr("weeks from now"), u"+w"_s);
    }
    m_unit->setCurrentIndex(m_unit->findData(unit));
    m_number->setValue(isRelative ? QStringView(value).mid(4).chopped(1).toInt()
            : value == u"now"_s   ? 0
                                  : FirstNumber);
    showParts();
}

QString TimeEdit::value() const
{
    const QString unit = m_unit->currentData().toString();
    if (unit.isEmpty())
        return m_written.isEmpty() ? m_fixed->dateTime().toUTC().toString(Qt::ISODate) : m_written;
    return m_number->value() == 0
        ? u"now"_s
        : u"now"_s + unit[0] + QString::number(m_number->value()) + unit[1];
}

void TimeEdit::showParts()
{
    const bool isFixed = m_unit->currentData().toString().isEmpty();
    m_number->setVisible(!isFixed);
    m_fixed->setVisible(isFixed);
    setFocusProxy(isFixed ? static_cast<QWidget*>(m_fixed) : m_number);
}

} // namespace ic
