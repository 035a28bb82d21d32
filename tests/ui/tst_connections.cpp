// The windows for connections, driven by clicks and keys.
//
// CONSOLE_PICTURES=DIR leaves pictures of them in DIR.

#include "support/fakeconnections.h"

#include "ui/connections/addressfield.h"
#include "ui/connections/profiledelegate.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/networkdialog.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

Profile profileOf(const QString& name, Environment environment, bool readOnly = true)
{
    return { .id = ProfileId(u"id-of-"_s + name),
        .name = name,
        .address = name,
        .apiBase = u"https://%1.api.identitynow.com"_s.arg(name),
        .environment = environment,
        .readOnly = readOnly,
        .clientId = u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s };
}

QList<ConnectionCheck> goodChecks()
{
    using Check = ConnectionCheck;
    return { { Check::Step::Name, Check::State::Passed, u"acme-sandbox.api.identitynow.com"_s, {}, 12 },
        { Check::Step::Tls, Check::State::Passed,
            u"Certificate by DigiCert, valid until 4 Mar 2027"_s, {}, 41 },
        { Check::Step::Token, Check::State::Passed,
            u"Signed in as j.tanaka, ORG_ADMIN, ends in 12 h"_s, {}, 204 },
        { Check::Step::FirstRead, Check::State::Passed, u"48,212 correlated identities"_s, {}, 318 },
        { Check::Step::Rights, Check::State::Warning, u"1 of 4 rights is missing: Invite."_s,
            u"Ask an administrator for it, or leave Invite to somebody else."_s } };
}

QList<RightCheck> someRights()
{
    using Right = RightCheck;
    return { { u"List identities"_s, u"idn:identity:read"_s, Right::State::Present,
                 u"The first read was answered."_s },
        { u"Invite"_s, u"idn:password-user-invite:manage"_s, Right::State::Missing,
            u"The token's scopes do not hold it."_s },
        { u"Process"_s, u"idn:identity:manage"_s, Right::State::Present,
            u"The token answer says so."_s },
        { u"Delete"_s, u"idn:identity:delete, ORG_ADMIN"_s, Right::State::NotKnown,
            u"Shows when it is used."_s } };
}

/// The dialog on a service whose answers the test gives.
struct Rig
{
    FakeConnections service;
    FixedClock clock;
    std::unique_ptr<ConnectionDialog> dialog;
    std::unique_ptr<QSignalSpy> connects;

    explicit Rig(bool withProfiles = true)
    {
        if (!withProfiles)
            return;
        service.stored = { profileOf(u"acme"_s, Environment::Production),
            profileOf(u"acme-sandbox"_s, Environment::Sandbox, false),
            profileOf(u"acme-test"_s, Environment::Test) };
        service.withSecret = { service.stored[0].id, service.stored[1].id };
    }
    void open(const ConnectionDialogStart& start = {})
    {
        dialog = std::make_unique<ConnectionDialog>(service, clock, start);
        connects = std::make_unique<QSignalSpy>(
            dialog.get(), &ConnectionDialog::connectRequested);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }

    template <class T>
    T* find(const QString& name) const
    {
        return dialog->findChild<T*>(name);
    }
    QLineEdit* field(const QString& name) const { return find<QLineEdit>(name); }
    QListWidget* list() const { return find<QListWidget>(u"profiles"_s); }
    QCheckBox* readOnly() const { return find<QCheckBox>(u"readOnly"_s); }
    bool isTicked(const QString& name) const { return find<QAbstractButton>(name)->isChecked(); }
    void click(const QString& name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr && button->isVisible(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
    }
    /// Replaces what is in a field, key by key.
    void type(const QString& name, const QString& text) const
    {
        QLineEdit* edit = field(name);
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        else
            QTest::keyClicks(edit, text);
    }
    /// What stands beneath a field; empty if nothing can be seen.
    QString note(const QString& name) const
    {
        const auto* holder = find<QWidget>(name);
        return holder->isVisible() ? holder->findChild<QLabel*>(u"note"_s)->text() : QString();
    }
    void select(int row) const
    {
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
            list()->visualItemRect(list()->item(row)).center());
        settle();
    }
    QStringList names() const
    {
        QStringList all;
        for (int i = 0; i < list()->count(); ++i)
            all += list()->item(i)->text();
        return all;
    }
    template <class T>
    T* child() const
    {
        return dialog->findChild<T*>();
    }
    /// Everything a label or button of the dialog shows.
    QStringList texts() const
    {
        QStringList all;
        for (const QLabel* label : dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && !label->text().isEmpty())
                all += label->text();
        }
        for (const QAbstractButton* button : dialog->findChildren<QAbstractButton*>()) {
            if (button->isVisible())
                all += button->text();
        }
        return all;
    }
    void fillNew(const QString& name) const
    {
        type(u"name"_s, name);
        type(u"address"_s, name);
        type(u"clientId"_s, u"abc123"_s);
    }
};

void savePicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("CONSOLE_PICTURES");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    for (const bool dark : { false, true }) {
        applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
        QTest::qWait(30);
        QVERIFY(widget.grab().save(u"%1/%2-%3-%4x.png"_s.arg(folder, name,
            dark ? u"dark"_s : u"light"_s, QString::number(widget.devicePixelRatioF()))));
    }
    applyTheme(*qApp, ThemeMode::Light);
}

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsWhatIsStored();
    void pictures();
};

void TestConnections::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
}

void TestConnections::showsWhatIsStored()
{
    Rig rig;
    rig.open({ .selected = ProfileId(u"id-of-acme-sandbox"_s) });
    QCOMPARE(rig.names(), (QStringList { u"acme"_s, u"acme-sandbox"_s, u"acme-test"_s }));
    QCOMPARE(rig.field(u"name"_s)->text(), u"acme-sandbox"_s);
}

void TestConnections::pictures()
{
    if (!qEnvironmentVariableIsSet("CONSOLE_PICTURES"))
        QSKIP("CONSOLE_PICTURES names no folder");
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
        rig.dialog->resize(760, 900);
        rig.type(u"clientId"_s, u"another"_s);
        savePicture(*rig.dialog, u"connection-rights-old"_s);
        rig.dialog->resize(760, 620);
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
        ImportDialog import(
            rig.service.offers, { profileOf(u"acme-test"_s, Environment::Test) });
        import.open();
        QTest::qWait(30);
        savePicture(import, u"import"_s);
        ImportDialog none({}, {});
        none.open();
        QTest::qWait(30);
        savePicture(none, u"import-none"_s);
    }
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
