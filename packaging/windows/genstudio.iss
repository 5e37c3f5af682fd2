; The installer for Windows, by Inno Setup 6.3 or later. packaging\windows\build.ps1 calls it:
;   ISCC /DVersion=1.2.3 /DSource=C:\...\dist\genstudio /DIcon=C:\...\genstudio.ico genstudio.iss
; It installs for the current user without a question, or for all who asks for that with
; /ALLUSERS. HKA is HKEY_CURRENT_USER in the one case and HKEY_LOCAL_MACHINE in the other.
; The user's runs lie in %LOCALAPPDATA%\genstudio, which the installer neither makes nor removes.

#ifndef Version
  #error Give the version: /DVersion=1.2.3
#endif
#ifndef Source
  #error Give the folder that PyInstaller made: /DSource=...\dist\genstudio
#endif
#ifndef Icon
  #error Give the icon: /DIcon=...\genstudio.ico
#endif
#ifndef Build
  #define Build "cpu"
#endif
#define Id "io.github.genstudio.Genstudio"

[Setup]
AppId={{8C1D5A3E-6B0F-4E57-9D5B-2F0A7C41E9D6}
AppName=genstudio
AppVersion={#Version}
AppPublisher=The genstudio authors
VersionInfoVersion={#Version}
LicenseFile={#SourcePath}\..\..\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\genstudio.exe
UninstallDisplayName=genstudio
DefaultDirName={autopf}\genstudio
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
OutputBaseFilename=genstudio-{#Version}-windows-x86_64-{#Build}
#if Build == "cuda"
; One file may hold 2.1 GB, and the libraries of CUDA alone are larger.
DiskSpanning=yes
DiskSliceSize=max
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.RunFile=genstudio run
de.RunFile=genstudio-Lauf
en.LessonFile=genstudio lesson
de.LessonFile=genstudio-Lektion
en.Comment=Train, explore and understand VAEs and GANs
de.Comment=VAEs und GANs trainieren, erkunden und verstehen

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not be imported by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\genstudio"; Filename: "{app}\genstudio.exe"; Comment: "{cm:Comment}"; AppUserModelID: "{#Id}"
Name: "{autodesktop}\genstudio"; Filename: "{app}\genstudio.exe"; Comment: "{cm:Comment}"; AppUserModelID: "{#Id}"; Tasks: desktopicon

[Registry]
; The kinds of files: each suffix is offered to one name, which says what opens it.
Root: HKA; Subkey: "Software\Classes\.genstudio"; ValueType: string; ValueData: "{#Id}.run"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.genstudio"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.genstudio.run+json"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.genstudio\OpenWithProgids"; ValueType: string; ValueName: "{#Id}.run"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#Id}.run"; ValueType: string; ValueData: "{cm:RunFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Id}.run\DefaultIcon"; ValueType: string; ValueData: "{app}\genstudio.exe,0"
Root: HKA; Subkey: "Software\Classes\{#Id}.run\shell\open\command"; ValueType: string; ValueData: """{app}\genstudio.exe"" app ""%1"""
Root: HKA; Subkey: "Software\Classes\.genlesson"; ValueType: string; ValueData: "{#Id}.lesson"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.genlesson"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.genstudio.lesson+json"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.genlesson\OpenWithProgids"; ValueType: string; ValueName: "{#Id}.lesson"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#Id}.lesson"; ValueType: string; ValueData: "{cm:LessonFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Id}.lesson\DefaultIcon"; ValueType: string; ValueData: "{app}\genstudio.exe,0"
Root: HKA; Subkey: "Software\Classes\{#Id}.lesson\shell\open\command"; ValueType: string; ValueData: """{app}\genstudio.exe"" app ""%1"""
; Open with > genstudio, and the name that it is listed by.
Root: HKA; Subkey: "Software\Classes\Applications\genstudio.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "genstudio"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\genstudio.exe\SupportedTypes"; ValueType: string; ValueName: ".genstudio"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\genstudio.exe\SupportedTypes"; ValueType: string; ValueName: ".genlesson"; ValueData: ""

[Run]
Filename: "{app}\genstudio.exe"; Description: "{cm:LaunchProgram,genstudio}"; Flags: nowait postinstall skipifsilent
