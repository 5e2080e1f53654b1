@echo off
rem parefuite from a clone: installs what is missing, then runs the command. Needs Node 20 or newer, and npm.
node "%~dp0scripts\install.mjs" || exit /b 2
node "%~dp0bin\parefuite.js" %*
