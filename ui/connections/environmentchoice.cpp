#include "ui/connections/environmentchoice.h"

#include "ui/filter/flowlayout.h"
#include "ui/theme.h"

#include <QPainter>
#include <QRadioButton>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr std::array All { Environment::Production, Environment::Test, Environment::Sandbox,
    Environment::Demo };
constexpr int SwatchSide = 10;
constexpr int IconSide = 12;

QIcon swatch(const QColor& color)
{
    QIcon icon;
    for (const int ratio : { 1, 2, 3 }) {
        QPixmap pixmap(IconSide * ratio, IconSide * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const qreal at = (IconSide - SwatchSide) / 2.0;
        painter.drawRoundedRect(QRectF(at, at, SwatchSide, SwatchSide), 2, 2);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return u"Production"_s;
    case Environment::Test:
        return u"Test"_s;
    case Environment::Sandbox:
        return u"Sandbox"_s;
    case Environment::Demo:
        return u"Demo"_s;
    }
    Q_UNREACHABLE();
}

EnvironmentChoice::EnvironmentChoice(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new FlowLayout(12, 4);
    layout->setContentsMargins(0, 0, 0, 0);
    setLayout(layout);
    int at = 0;
    for (const Environment environment : All) {
        auto* button = new QRadioButton(environmentName(environment), this);
        button->setObjectName(environmentName(environment).toLower());
        button->setAccessibleName(environmentName(environment));
        button->setAccessibleDescription(u"Environment"_s);
        button->setIconSize(QSize(IconSide, IconSide));
        button->setIcon(swatch(bandColors(environment).fill));
        layout->insertWidget(at++, button);
        m_buttons.insert(static_cast<int>(environment), button);
        connect(button, &QRadioButton::clicked, this,
            [this, environment] { emit chosen(environment); });
    }
    setEnvironment(Environment::Production);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

Environment EnvironmentChoice::environment() const
{
    for (const Environment environment : All) {
        if (m_buttons.value(static_cast<int>(environment))->isChecked())
            return environment;
    }
    return Environment::Production;
}

void EnvironmentChoice::setEnvironment(Environment environment)
{
    m_buttons.value(static_cast<int>(environment))->setChecked(true);
}

QWidget* EnvironmentChoice::first() const
{
    return m_buttons.value(static_cast<int>(environment()));
}

} // namespace ic
