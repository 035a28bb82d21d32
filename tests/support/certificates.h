#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace ic::test {

/// Server certificates for 127.0.0.1, made anew with the openssl command. All but SelfSigned are
/// issued by one private authority ("Acme Test CA"), which nobody trusts by itself.
class Certificates
{
public:
    enum class Kind {
        Good,
        Expired, ///< since 1 Feb 2021
        NotYetValid, ///< before 1 Feb 2041
        WrongName, ///< for other.example and www.other.example
        SelfSigned,
        EndsSoon, ///< in 10 days
        Hostile, ///< names with markup, lines and marks that turn the direction of writing
    };

    /// Makes all of them; what went wrong, or an empty text.
    QString make();

    QString certificate(Kind kind) const;
    QString key(Kind kind) const;
    /// The certificate itself, for who wants to trust it.
    QByteArray pem(Kind kind) const;

    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    QByteArray caPem() const;
    /// Another authority, which issued none of them.
    QByteArray otherCaPem() const;

private:
    QString openssl(const QStringList& arguments) const;
    QString makeAuthority(const QString& name, const QString& subject) const;
    QString issue(Kind kind, const QString& subject, const QString& names, const QString& from,
        const QString& until) const;

    QTemporaryDir m_folder;
};

} // namespace ic::test
