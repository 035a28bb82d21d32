#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace ic::test {

/// A browser of Debian (Chromium, without a window), driven over the WebDriver protocol by the
/// program chromedriver. It reaches this computer only, keeps its data in a folder of its own, and
/// ends with this object. Every member waits until the browser has done it.
class WebDriver
{
public:
    WebDriver();
    ~WebDriver();
    Q_DISABLE_COPY_MOVE(WebDriver)

    /// Empty, or why there is no browser.
    QString problem() const { return m_problem; }

    /// False if no page came.
    bool open(const QString& url);
    QString url();
    QString title();
    /// Of the first element that a CSS selector finds, as soon as it does; null if there is none
    /// for long.
    QString text(const QString& selector);
    QString style(const QString& selector, const QString& property);
    /// What the click leads to may come later.
    bool click(const QString& selector);
    /// The value of a JavaScript expression, evaluated in the page.
    QJsonValue evaluate(const QString& expression);
    /// What the browser complained of since the last call: scripts, styles, policies.
    QStringList complaints();
    bool savePicture(const QString& file);
    bool prefer(const QString& colourScheme); ///< "dark" or "light"

private:
    struct Answer
    {
        bool isGood = false;
        QJsonValue value;
    };
    Answer command(const QByteArray& verb, const QString& path, const QJsonObject& parameters = {});
    QString element(const QString& selector);

    QString m_problem;
    QTemporaryDir m_folder;
    QProcess m_driver;
    QNetworkAccessManager m_manager;
    QString m_base; ///< of the driver, later of the session
};

} // namespace ic::test
