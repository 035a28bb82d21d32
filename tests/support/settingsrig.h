#pragma once

#include "support/consolewindow.h"

#include "ui/settings/settingsdialog.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

namespace ic::test {

using namespace Qt::StringLiterals;

/// Hands for the settings of a window.
class SettingsHands
{
public:
    explicit SettingsHands(ProgramWindow& window)
        : m_window(window)
    {
    }

    SettingsDialog* dialog() const
    {
        for (auto* candidate : m_window.findChildren<SettingsDialog*>()) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    bool open() const
    {
        m_window.activateWindow();
        if (!QTest::qWaitForWindowActive(&m_window))
            return false;
        QTest::keyClick(&m_window, Qt::Key_Comma, Qt::ControlModifier);
        return dialog() != nullptr && QTest::qWaitForWindowActive(dialog());
    }
    template <class T> T* part(const QString& name) const { return dialog()->findChild<T*>(name); }
    /// By a click on its name.
    void showPage(const QString& name) const
    {
        auto* list = part<QListWidget>(u"settingsPages"_s);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
            list->visualItemRect(list->findItems(name, Qt::MatchExactly).constFirst()).center());
    }
    /// By keys.
    void choose(const QString& box, int row) const
    {
        auto* combo = part<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
    }
    void type(const QString& box, const QString& text) const
    {
        QLineEdit* edit = part<QComboBox>(box)->lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void click(const QString& button) const
    {
        QTest::mouseClick(part<QAbstractButton>(button), Qt::LeftButton);
    }
    QString chosen(const QString& box) const { return part<QComboBox>(box)->currentText(); }
    /// What stands beneath a field.
    QString note(const QString& field) const
    {
        const auto* holder = part<QWidget>(field + u"Note"_s);
        return holder->isVisible() ? holder->findChild<QLabel*>(u"note"_s)->text() : QString();
    }

private:
    ProgramWindow& m_window;
};

} // namespace ic::test
