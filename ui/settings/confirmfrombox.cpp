#include "ui/settings/confirmfrombox.h"

#include "ui/parts/text.h"

#include "profile/settings.h"

#include <QLineEdit>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString neverText()
{
    return ConfirmFromBox::tr("Never");
}

} // namespace

ConfirmFromBox::ConfirmFromBox(QWidget* parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr); // it would turn the 1 of 15 into 10
    addItem(neverText());
    for (const int number : { 10, 100, 1'000 })
        addItem(numberText(number));
}

void ConfirmFromBox::setNumber(int number)
{
    const QString text = number == 0 ? neverText() : numberText(number);
    setCurrentIndex(findText(text));
    setEditText(text);
}

std::optional<int> ConfirmFromBox::number() const
{
    const QString text = currentText().trimmed();
    if (text.compare(neverText(), Qt::CaseInsensitive) == 0)
        return 0;
    // As numbers are written here and elsewhere: 1,000, 1.000, 1 000, 1'000 or 1000.
    static const QRegularExpression form(u"^[0-9]{1,3}([,.\\s'’]?[0-9]{3})*\\z"_s);
    static const QRegularExpression marks(u"[^0-9]"_s);
    if (!form.match(text).hasMatch())
        return {};
    bool isNumber = false;
    const int number = QString(text).remove(marks).toInt(&isNumber);
    if (!isNumber || number < 2 || number > Settings::MostConfirmFrom)
        return {};
    return number;
}

QString ConfirmFromBox::rule()
{
    return tr("Write a number from 2 to %1, or choose Never.")
        .arg(numberText(Settings::MostConfirmFrom));
}

} // namespace ic
