// How the windows for connections look to eyes, keys and screen readers.
//
// CONSOLE_PICTURES=DIR leaves pictures of them in DIR.

#include "support/connectionrig.h"

#include "ui/connections/importdialog.h"
#include "ui/connections/networkdialog.h"

#include <QAccessible>
#include <QScrollArea>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestConnectionLook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void hostileTextsStayPlain();
    void tabReachesEveryField();
    void controlsHaveNames_data();
    void controlsHaveNames();
    void pictures();
};

void TestConnectionLook::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
}

void TestConnectionLook::hostileTextsStayPlain()
{
    const QString hostile = u"<b>bold</b> & <img src=x>\nsecond line "_s + QString(500, u'W')
        + u" \u05E9\u05DC\u05D5\u05DD"_s;
    Rig rig;
    rig.service.stored.first().name = hostile;
    rig.service.elsewhere = hostile;
    rig.service.fileProblem = hostile;
    rig.open();
    const QSize before = rig.dialog->size();
    rig.click(u"test"_s);
    using Check = ConnectionCheck;
    rig.service.run->set({ { Check::Step::Name, Check::State::Failed, hostile, hostile, 1 } },
        { { hostile, hostile, RightCheck::State::Missing, hostile } });
    rig.service.run->finish();
    Rig::settle();
    rig.click(u"openRights"_s);
    rig.find<QScrollArea>({})->ensureVisible(0, 5'000);
    Rig::settle();
    savePicture(*rig.dialog, u"connection-hostile"_s);
    QCOMPARE(rig.dialog->size(), before);
    const auto isPlain = [](const QWidget& in) {
        for (const QLabel* label : in.findChildren<QLabel*>()) {
            if (label->text().contains(u"<b>"_s) && label->textFormat() != Qt::PlainText)
                return false;
        }
        return true;
    };
    QVERIFY(isPlain(*rig.dialog));
    // Nothing runs out of the side: what is too long breaks, also within a word.
    auto* area = rig.find<QScrollArea>({});
    QVERIFY(area->widget()->width() <= area->viewport()->width());
    for (const QLabel* label : area->findChildren<QLabel*>()) {
        const int right = label->mapTo(area->widget(), QPoint(label->width(), 0)).x();
        QVERIFY2(!label->isVisible() || right <= area->widget()->width(),
            qPrintable(label->text().left(40)));
    }
    QVERIFY(rig.list()->item(0)->toolTip().contains(u"&lt;b&gt;"_s)); // tooltips take markup
    QVERIFY(
        rig.list()->visualItemRect(rig.list()->item(0)).width() <= rig.list()->viewport()->width());

    ImportOffer offer {
        .source = hostile, .profile = profileOf(u"x"_s, Environment::Production), .note = hostile
    };
    offer.profile.name = hostile;
    offer.profile.clientId = hostile;
    ImportDialog dialog({ offer }, {});
    dialog.open();
    QTest::qWait(1);
    savePicture(dialog, u"import-hostile"_s);
    QVERIFY(isPlain(dialog));
    for (const QLabel* label : dialog.findChildren<QLabel*>(u"offerName"_s))
        QVERIFY(label->height() < 2 * label->fontMetrics().lineSpacing());
}

void TestConnectionLook::tabReachesEveryField()
{
    Rig rig;
    rig.open();
    rig.list()->setFocus();
    QStringList order;
    for (int i = 0; i < 20 && QApplication::focusWidget() != nullptr; ++i) {
        QString name = QApplication::focusWidget()->objectName();
        if (qobject_cast<QComboBox*>(QApplication::focusWidget()->parentWidget()) != nullptr)
            name = u"version"_s;
        if (order.contains(name))
            break;
        order += name;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order,
        (QStringList { u"profiles"_s, u"add"_s, u"remove"_s, u"duplicate"_s, u"import"_s, u"name"_s,
            u"address"_s, u"version"_s, u"production"_s, u"signInKind"_s, u"clientId"_s,
            u"clientSecret"_s, u"snapshotDays"_s, u"network"_s, u"test"_s, u"cancel"_s, u"save"_s,
            u"connect"_s }));
}

void TestConnectionLook::controlsHaveNames_data()
{
    QTest::addColumn<QString>("which");
    for (const char* which : { "connections", "network", "import" })
        QTest::newRow(which) << QString::fromLatin1(which);
}

void TestConnectionLook::controlsHaveNames()
{
    QFETCH(QString, which);
    Rig rig;
    rig.service.offers = { { .source = u"config.json"_s,
        .profile = profileOf(u"omega"_s, Environment::Production) } };
    rig.open();
    rig.click(u"test"_s);
    rig.service.run->set(goodChecks(), someRights());
    rig.service.run->finish();
    QWidget* window = rig.dialog.get();
    if (which == u"network") {
        rig.click(u"network"_s);
        window = rig.child<NetworkDialog>();
    } else if (which == u"import") {
        rig.click(u"import"_s);
        window = rig.child<ImportDialog>();
    }
    int controls = 0;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(window) || (widget->focusPolicy() & Qt::TabFocus) == 0
            || widget->window() != window)
            continue;
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
        const bool isPartOfNamed = widget->focusProxy() != nullptr
            || qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr;
        QVERIFY2(isPartOfNamed || (access && !access->text(QAccessible::Name).isEmpty()),
            qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                + widget->objectName()));
        ++controls;
    }
    QVERIFY(controls > (which == u"import" ? 2 : 8));
}

void TestConnectionLook::pictures()
{
    {
        Rig rig;
        rig.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
        rig.type(u"address"_s, u"acme-sandbox.identitynow.com/ui/admin"_s);
        rig.field(u"clientSecret"_s)->setFocus();
        rig.service.confirm();
        rig.type(u"clientSecret"_s, u"0123456789012345678901234567890"_s);
        savePicture(*rig.dialog, u"connection-edited"_s);
        rig.click(u"test"_s);
        rig.service.run->set(goodChecks(), someRights());
        rig.service.run->finish();
        QTest::qWait(50);
        savePicture(*rig.dialog, u"connection-tested"_s);
        rig.click(u"openRights"_s);
        rig.dialog->resize(784, 900);
        rig.type(u"clientId"_s, u"another"_s);
        savePicture(*rig.dialog, u"connection-rights-old"_s);
        rig.dialog->resize(784, 648);
        QTest::keyClick(rig.dialog.get(), Qt::Key_Escape);
        savePicture(*rig.dialog, u"connection-discard"_s);
    }
    {
        Rig rig;
        rig.service.hasKeychain = false;
        rig.service.elsewhere = u"acme"_s;
        rig.open({ .withNew = true, .connectText = u"Connect in new window"_s });
        savePicture(*rig.dialog, u"connection-new"_s);
        rig.type(u"name"_s, u"ACME"_s);
        rig.type(u"address"_s, u"https://acme.api.identitynow.com.evil.example"_s);
        rig.field(u"name"_s)->setFocus();
        rig.service.answer(rig.service.questions.takeFirst(),
            { readTenantAddress(u"https://acme.api.identitynow.com.evil.example"_s), false,
                u"the host does not answer"_s });
        rig.find<QComboBox>(u"version"_s)->setCurrentText(u"latest"_s);
        rig.click(u"connect"_s);
        savePicture(*rig.dialog, u"connection-problems"_s);
    }
    {
        Rig rig;
        rig.open();
        rig.click(u"test"_s);
        using Check = ConnectionCheck;
        rig.service.run->set({ { Check::Step::Name, Check::State::Passed,
                                   u"acme.api.identitynow.com"_s, {}, 1'204 },
            { Check::Step::Tls, Check::State::Failed,
                u"The connection to acme.api.identitynow.com is not trusted: the certificate "
                "issued by “Example Proxy Root” is not known here; often a company proxy."_s,
                u"Add the company's CA file under Network. Checks cannot be switched off."_s, 41 },
            { Check::Step::Token, Check::State::NotReached },
            { Check::Step::FirstRead, Check::State::Running },
            { Check::Step::Rights, Check::State::Waiting } });
        rig.click(u"remove"_s);
        rig.click(u"test"_s);
        rig.service.run->set({ { Check::Step::Name, Check::State::Passed,
                                   u"acme.api.identitynow.com"_s, {}, 1'204 },
            { Check::Step::Tls, Check::State::Failed,
                u"The connection to acme.api.identitynow.com is not trusted: the certificate "
                "issued by “Example Proxy Root” is not known here; often a company proxy."_s,
                u"Add the company's CA file under Network. Checks cannot be switched off."_s, 41 },
            { Check::Step::Token, Check::State::NotReached },
            { Check::Step::FirstRead, Check::State::Running },
            { Check::Step::Rights, Check::State::Waiting } });
        QTest::qWait(50);
        savePicture(*rig.dialog, u"connection-failed"_s);
        rig.click(u"network"_s);
        auto* network = rig.child<NetworkDialog>();
        network->findChild<QComboBox*>(u"proxy"_s)->setCurrentIndex(2);
        savePicture(*network, u"network"_s);
        network->findChild<QLineEdit*>(u"caFile"_s)->setText(u"/no/such/file.pem"_s);
        network->accept();
        savePicture(*network, u"network-problems"_s);
    }
    {
        Rig rig(false);
        rig.service.offers = { { .source = u"~/.sailpoint/config.yaml, prod"_s,
                                   .profile = profileOf(u"acme"_s, Environment::Production),
                                   .secret = Secret(u"not-to-be-seen"_s) },
            { .source = u"environment variables"_s,
                .profile = profileOf(u"acme-test"_s, Environment::Production),
                .note = u"SailPoint CLI keeps the secret in the system keychain."_s },
            { .source = u"~/.sailpoint/config.json"_s,
                .note = u"The file is not JSON: line 3."_s,
                .isUsable = false } };
        rig.open();
        savePicture(*rig.dialog, u"connection-empty"_s);
        ImportDialog import(rig.service.offers, { profileOf(u"acme-test"_s, Environment::Test) });
        import.open();
        QTest::qWait(30);
        savePicture(import, u"import"_s);
        ImportDialog none({}, {});
        none.open();
        QTest::qWait(30);
        savePicture(none, u"import-none"_s);
    }
}

QTEST_MAIN(TestConnectionLook)
#include "tst_connectionlook.moc"
