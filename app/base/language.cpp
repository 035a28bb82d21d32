#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace {

/// English, the language of the sources. A text that counts something stands there in the plural,
/// and its comment is the singular:
///     tr("%Ln identities", "%Ln identity", n)
/// so both forms are read where they are used, and English needs no file of its own.
class English : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }

    QString translate(
        const char* /*context*/, const char* /*plural*/, const char* singular, int n) const override
    {
        return n == 1 && singular != nullptr && *singular != '\0' ? QString::fromUtf8(singular)
                                                                  : QString();
    }
};

void speakEnglish()
{
    // Numbers and names of months belong to the language of the words around them, whatever the
    // system's locale is.
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::installTranslator(new English(QCoreApplication::instance()));
}

} // namespace

// Every program and every test with an application object speaks alike. This file is linked as an
// object, because nothing refers to it.
Q_COREAPP_STARTUP_FUNCTION(speakEnglish)
