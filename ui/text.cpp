#include "ui/text.h"

#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ic {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel* secondaryLabel(const QString& text, QWidget* parent)
{
    QLabel* label = plainLabel(text, parent);
    label->setObjectName(u"secondary"_s);
    return label;
}

QLabel* sectionLabel(const QString& text, QWidget* parent)
{
    QLabel* label = plainLabel(text, parent);
    label->setObjectName(u"section"_s);
    return label;
}

QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

QString numberText(qint64 number)
{
    // The design's separators, whatever the system's locale groups with.
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QString identitiesText(qint64 number)
{
    return number == 1 ? u"1 identity"_s : u"%1 identities"_s.arg(numberText(number));
}

} // namespace ic
