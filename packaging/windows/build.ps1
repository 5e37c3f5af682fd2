<#
.SYNOPSIS
Freeze genstudio on Windows, and make its installer with Inno Setup.

.DESCRIPTION
    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Torch cpu|cuda]

Needs Python 3.11 to 3.14 and Inno Setup 6.3 or later. Everything comes in the pinned versions,
into build\venv-cpu or build\venv-cuda; dist\ then holds the folder and the installer. The
installer is not signed: Windows asks at its first start whether it is to be run.

.PARAMETER Torch
The build of torch: cpu (small, for every computer) or cuda (3 GB, for NVIDIA's cards).

.PARAMETER Python
The Python to make the environment with.
#>
[CmdletBinding()]
param(
    [ValidateSet('cpu', 'cuda')][string]$Torch = 'cpu',
    [string]$Python = 'python'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$TorchIndexes = @{
    cpu  = 'https://download.pytorch.org/whl/cpu'
    cuda = 'https://download.pytorch.org/whl/cu130'
}
$TorchLabels = @{ cpu = 'cpu'; cuda = 'cu130' }

# Run a program, and end where it fails: PowerShell goes on by itself.
function Invoke-Program {
    param([string]$Name, [string[]]$Arguments)
    & $Name @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Name ended with $LASTEXITCODE"
    }
}

function Find-InnoSetup {
    $found = Get-Command 'iscc.exe' -ErrorAction SilentlyContinue
    if ($found) {
        return $found.Source
    }
    $folders = @(${env:ProgramFiles(x86)}, $env:ProgramFiles, (Join-Path $env:LOCALAPPDATA 'Programs'))
    foreach ($folder in $folders | Where-Object { $_ }) {
        $path = Join-Path $folder 'Inno Setup 6\ISCC.exe'
        if (Test-Path -LiteralPath $path) {
            return $path
        }
    }
    throw 'Inno Setup was not found. Install it (winget install JRSoftware.InnoSetup) and start this again.'
}

$root = (Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '..\..')).Path
$inno = Find-InnoSetup # before the long part
$constraints = Join-Path $root 'packaging\constraints.txt'
$environment = Join-Path $root "build\venv-$Torch"
$work = Join-Path $root "build\freeze-$Torch"
$out = Join-Path $root 'dist'
$venvPython = Join-Path $environment 'Scripts\python.exe'

$line = Select-String -LiteralPath $constraints -Pattern '^torch==(.+)$'
$torchVersion = $line.Matches[0].Groups[1].Value
$line = Select-String -LiteralPath (Join-Path $root 'genstudio\__init__.py') -Pattern '^__version__ = "(.+)"$'
$version = $line.Matches[0].Groups[1].Value

if (-not (Test-Path -LiteralPath $venvPython)) {
    Invoke-Program $Python @('-m', 'venv', $environment)
}
# The label makes sure that it is this build: the index's plain version may be another one.
Invoke-Program $venvPython @(
    '-m', 'pip', 'install', '--no-input', '-c', $constraints,
    '--extra-index-url', $TorchIndexes[$Torch], "torch==$torchVersion+$($TorchLabels[$Torch])"
)
Invoke-Program $venvPython @('-m', 'pip', 'install', '--no-input', '-c', $constraints, '--editable', "${root}[freeze]")

$env:PYTHONHASHSEED = '0'
Push-Location -LiteralPath $root
try {
    Invoke-Program $venvPython @(
        '-m', 'PyInstaller', '--noconfirm', '--clean', '--log-level', 'WARN',
        '--workpath', $work, '--distpath', $out, 'packaging\genstudio.spec'
    )
}
finally {
    Pop-Location
}
Invoke-Program (Join-Path $out 'genstudio\genstudio-cli.exe') @('--version')

Invoke-Program $inno @(
    "/DVersion=$version", "/DBuild=$Torch", "/DSource=$(Join-Path $out 'genstudio')",
    "/DIcon=$(Join-Path $work 'genstudio\genstudio.ico')", "/O$out",
    (Join-Path $PSScriptRoot 'genstudio.iss')
)
Get-ChildItem -LiteralPath $out -Filter "genstudio-${version}-windows-*"
