#include "net/rateplaces.h"

#include "base/ownerfiles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostAttempts = 5; ///< to open a file that others tidy away at the same moment
constexpr qint64 TidyAfterSeconds = 600; ///< a window is long over then

/// A lock of an open file, not of a process: it tells two windows of one program apart, and goes
/// when the file is closed, however that comes.
struct flock lockOn(int first, int length)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = first;
    lock.l_len = length;
    return lock;
}

bool tryLock(int file, int first, int length)
{
    struct flock lock = lockOn(first, length);
    return ::fcntl(file, F_OFD_SETLK, &lock) == 0;
}

int openExisting(const QByteArray& path)
{
    return ::open(path.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
}

/// Whole and under its name, or not at all.
void create(const QByteArray& path, qsizetype size)
{
    QByteArray unfinished = path + ".XXXXXX";
    const int file = ::mkostemp(unfinished.data(), O_CLOEXEC); // readable by the owner alone
    if (file < 0)
        return;
    // Written, not only made so long: a hole in it would end the program on a full disk.
    const QByteArray zeros(size, '\0');
    if (::write(file, zeros.constData(), static_cast<std::size_t>(size)) == size)
        (void)::link(unfinished.constData(), path.constData());
    ::unlink(unfinished.constData());
    ::close(file);
}

/// Files that nobody has open and whose windows are over.
void tidy(const QDir& folder, const QString& except)
{
    const QDateTime old = QDateTime::currentDateTimeUtc().addSecs(-TidyAfterSeconds);
    const QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo& info : files) {
        if (info.fileName() == except || info.lastModified() > old)
            continue;
        const QByteArray path = QFile::encodeName(info.filePath());
        const int file = openExisting(path);
        if (file < 0)
            continue;
        if (tryLock(file, 0, RatePlaces::MostMembers))
            ::unlink(path.constData()); // who opens it meanwhile sees that it has no name any more
        ::close(file);
    }
}

} // namespace

RatePlaces::RatePlaces(int count, const QString& file)
    : m_count(count)
    , m_own(static_cast<std::size_t>(count) + 1)
    , m_words(m_own.data())
{
    if (count > 0 && !file.isEmpty())
        share(file);
}

RatePlaces::~RatePlaces()
{
    if (m_file < 0)
        return;
    ::munmap(m_words, static_cast<std::size_t>(bytes()));
    ::close(m_file);
}

QString RatePlaces::fileFor(const QString& folder, const QString& host, const QString& clientId)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part :
        { host.toLower().toUtf8(), clientId.toUtf8(), QSysInfo::bootUniqueId() }) {
        hash.addData(part);
        hash.addData(QByteArray(1, '\n'));
    }
    return folder + u'/' + QString::fromLatin1(hash.result().toHex().left(32));
}

bool RatePlaces::change(int place, Word before, Word after)
{
    return std::atomic_ref(m_words[place]).compare_exchange_strong(before, after);
}

bool RatePlaces::isAlone() const
{
    if (m_file < 0)
        return true;
    struct flock lock = lockOn(0, MostMembers + 1);
    return ::fcntl(m_file, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK;
}

void RatePlaces::share(const QString& file)
{
    const QFileInfo info(file);
    if (!makeOwnerFolder(info.absolutePath()))
        return;
    tidy(info.absoluteDir(), info.fileName());
    for (int attempt = 0; attempt < MostAttempts; ++attempt) {
        if (join(file))
            return;
    }
}

bool RatePlaces::join(const QString& file)
{
    const QByteArray path = QFile::encodeName(file);
    const int opened = openExisting(path);
    if (opened < 0) {
        create(path, bytes());
        return false;
    }
    int member = 0;
    while (member < MostMembers && !tryLock(opened, member, 1))
        ++member;
    struct stat status = {};
    const bool isOurs = ::fstat(opened, &status) == 0 && S_ISREG(status.st_mode)
        && status.st_uid == ::geteuid() && status.st_size == bytes() && status.st_nlink > 0;
    void* const words = isOurs ? ::mmap(nullptr, static_cast<std::size_t>(bytes()),
                            PROT_READ | PROT_WRITE, MAP_SHARED, opened, 0)
                               : MAP_FAILED;
    if (words == MAP_FAILED) {
        ::close(opened);
        return false;
    }
    m_words = static_cast<Word*>(words);
    m_member = member;
    m_file = opened;
    return true;
}

} // namespace ic
