#pragma once

#include "support/fakeconnections.h"

#include "ui/connections/connectiondialog.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

using namespace Qt::StringLiterals;

inline Profile profileOf(const QString& name, Environment environment, bool readOnly = true)
{
    return { .id = ProfileId(u"id-of-"_s + name),
        .name = name,
        .address = name,
        .apiBase = u"https://%1.api.identitynow.com"_s.arg(name),
        .environment = environment,
        .readOnly = readOnly,
        .clientId = u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s };
}

inline QList<ConnectionCheck> goodChecks()
{
    using Check = ConnectionCheck;
    return { { Check::Step::Name, Check::State::Passed, u"acme-sandbox.api.identitynow.com"_s, {},
                 12 },
        { Check::Step::Tls, Check::State::Passed,
            u"Certificate by DigiCert, valid until 4 Mar 2027"_s, {}, 41 },
        { Check::Step::Token, Check::State::Passed,
            u"Signed in as j.tanaka, ORG_ADMIN, ends in 12 h"_s, {}, 204 },
        { Check::Step::FirstRead, Check::State::Passed, u"48,212 correlated identities"_s, {},
            318 },
        { Check::Step::Rights, Check::State::Warning, u"1 of 4 rights is missing: Invite."_s,
            u"Ask an administrator for it, or leave Invite to somebody else."_s } };
}

inline QList<RightCheck> someRights()
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
        connects = std::make_unique<QSignalSpy>(dialog.get(), &ConnectionDialog::connectRequested);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }

    template <class T> T* find(const QString& name) const { return dialog->findChild<T*>(name); }
    QLineEdit* field(const QString& name) const { return find<QLineEdit>(name); }
    QListWidget* list() const { return find<QListWidget>(u"profiles"_s); }
    QCheckBox* readOnly() const { return find<QCheckBox>(u"readOnly"_s); }
    bool isTicked(const QString& name) const { return find<QAbstractButton>(name)->isChecked(); }
    void click(const QString& name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr && button->isVisible(), qPrintable(name));
        // A check box may be wider than what of it can be clicked.
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, button->height() / 2));
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
    template <class T> T* child() const { return dialog->findChild<T*>(); }
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

inline void savePicture(QWidget& widget, const QString& name)
{
    static const QTemporaryDir nobodyLooks;
    const QString folder = qEnvironmentVariable("CONSOLE_PICTURES", nobodyLooks.path());
    QVERIFY(QDir().mkpath(folder));
    for (const bool dark : { false, true }) {
        applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
        QTest::qWait(30);
        QVERIFY(widget.grab().save(u"%1/%2-%3-%4x.png"_s.arg(folder, name,
            dark ? u"dark"_s : u"light"_s, QString::number(widget.devicePixelRatioF()))));
    }
    applyTheme(*qApp, ThemeMode::Light);
}

} // namespace ic::test
